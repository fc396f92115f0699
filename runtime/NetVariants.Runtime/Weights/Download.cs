using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;

namespace NetVariants.Weights;

/// <summary>
/// Downloads a file. What comes is kept in <c>name.part</c> until the file is whole and has its digits; a later attempt resumes from it.
/// </summary>
/// <param name="address">Where the file is.</param>
/// <param name="path">Where it goes.</param>
/// <param name="digits">The first digits of its SHA-256; without them a part that is there is not used.</param>
/// <param name="progress">Receives a report after each piece.</param>
internal sealed class Download(Uri address, string path, string digits, IProgress<DownloadProgress>? progress)
{
    private const int BufferBytes = 1 << 17;

    private static readonly TimeSpan s_longestSilence = TimeSpan.FromMinutes(1);

    // Silence is what ends a request: a large file takes its time.
    private static readonly HttpClient s_client = new() { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Downloads the file, or its rest.</summary>
    public void Run(CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var part = path + ".part";
        using (var file = Open(part))
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
            PretrainedFile.Check(part, digits, $" from {address}");
        }
        catch (WeightFileException)
        {
            File.Delete(part);
            throw;
        }

        File.Move(part, path, overwrite: true);
    }

    private FileStream Open(string part)
    {
        try
        {
            return new FileStream(part, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (File.Exists(part))
        {
            throw new IOException($"'{part}' is in use: another process is downloading '{address}'. Wait for it.", error);
        }
    }

    private void Fetch(FileStream file, CancellationToken cancellation)
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
            if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && range?.Length == file.Length)
                return;
            response.EnsureSuccessStatusCode();
            if (response.StatusCode != HttpStatusCode.PartialContent || range?.From != file.Length)
                file.SetLength(0);
            file.Position = file.Length;
            Copy(response.Content, file, silence);
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
