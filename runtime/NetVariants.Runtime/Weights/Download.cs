using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;

namespace NetVariants.Weights;

/// <summary>
/// Downloads a file. What comes is kept in <c>name.part</c> until the file is whole and has its digits; a later attempt resumes from it.
/// <c>name.lock</c> lets one download of the file at a time run.
/// </summary>
/// <param name="address">Where the file is.</param>
/// <param name="path">Where it goes.</param>
/// <param name="digits">The first digits of its SHA-256; without them a part that is there is not used.</param>
/// <param name="progress">Receives a report after each piece.</param>
internal sealed class Download(Uri address, string path, string digits, IProgress<DownloadProgress>? progress)
{
    private const int BufferBytes = 1 << 17;

    private static readonly TimeSpan s_lockInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longestSilence = TimeSpan.FromMinutes(1);

    // Silence is what ends a request: a large file takes its time.
    private static readonly HttpClient s_client = new() { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Downloads the file, or its rest, unless another download brings it meanwhile.</summary>
    public void Run(CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using (Lock(cancellation))
        {
            if (!File.Exists(path) || !PretrainedFile.HasDigits(path, digits))
                FetchTo(path + ".part", cancellation);
        }

        // Who waits with the deleted file in hand finds the download done.
        File.Delete(LockPath);
    }

    private string LockPath => path + ".lock";

    private FileStream Lock(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(LockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException error) when (IsInUse(error))
            {
                if (cancellation.WaitHandle.WaitOne(s_lockInterval))
                    cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>
    /// Whether another download has the file open: the system's number says so, and not the file, which may be deleted by now.
    /// </summary>
    private static bool IsInUse(IOException error)
    {
        const int sharingViolation = unchecked((int)0x80070020), linuxAgain = 11, macAgain = 35;
        return error.HResult is sharingViolation or linuxAgain or macAgain;
    }

    private void FetchTo(string part, CancellationToken cancellation)
    {
        using (var file = new FileStream(part, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            if (digits.Length == 0)
                file.SetLength(0);
            try
            {
                Fetch(file, cancellation);
            }
            catch (Exception error) when (error is HttpRequestException or IOException)
            {
                var damaged = File.Exists(path) ? $"'{path}' is damaged, and " : "";
                var resumes = digits.Length > 0 && file.Length > 0 ? $", which resumes after {file.Length:N0} bytes" : "";
                throw new HttpRequestException(
                    $"{damaged}'{address}' could not be downloaded: {error.Message.TrimEnd('.')}. "
                        + $"Try again{resumes}, or put the file at '{path}'.",
                    error,
                    (error as HttpRequestException)?.StatusCode);
            }

            file.Flush(flushToDisk: true);
        }

        try
        {
            PretrainedFile.Check(part, digits, from: address);
        }
        catch (WeightFileException)
        {
            File.Delete(part);
            throw;
        }

        File.Move(part, path, overwrite: true);
    }

    private void Fetch(FileStream file, CancellationToken cancellation)
    {
        if (TryFetch(file, cancellation))
            return;
        // The server has nothing after the part: the part is whole, or of another file.
        if (PretrainedFile.HasDigits(file, digits))
            return;
        file.SetLength(0);
        if (!TryFetch(file, cancellation))
        {
            throw new HttpRequestException(
                "the server does not send the file from its start", inner: null, HttpStatusCode.RequestedRangeNotSatisfiable);
        }
    }

    /// <summary>Appends what follows the part, or replaces it.</summary>
    /// <returns>False where the server says that it has nothing after the part.</returns>
    private bool TryFetch(FileStream file, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (file.Length > 0)
            request.Headers.Range = new RangeHeaderValue(file.Length, null);
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            silence.CancelAfter(s_longestSilence);
            using var response = s_client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, silence.Token)
                .GetAwaiter()
                .GetResult();
            var range = response.Content.Headers.ContentRange;
            if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
                return false;
            response.EnsureSuccessStatusCode();
            if (response.StatusCode != HttpStatusCode.PartialContent || range?.From != file.Length)
                file.SetLength(0);
            file.Position = file.Length;
            Copy(response.Content, file, silence);
            return true;
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw new IOException($"the server sent nothing for {s_longestSilence.TotalSeconds:N0} seconds.", error);
        }
    }

    private void Copy(HttpContent content, FileStream file, CancellationTokenSource silence)
    {
        var total = file.Length + content.Headers.ContentLength;
        using var stream = content.ReadAsStream(silence.Token);
        var buffer = new byte[BufferBytes];
        int count;
        while ((count = stream.ReadAsync(buffer, silence.Token).AsTask().GetAwaiter().GetResult()) > 0)
        {
            file.Write(buffer, 0, count);
            progress?.Report(new DownloadProgress(address, file.Length, total));
            silence.Token.ThrowIfCancellationRequested();
            silence.CancelAfter(s_longestSilence);
        }

        if (file.Length < total)
            throw new IOException($"the server sent {file.Length:N0} of {total:N0} bytes.");
    }
}
