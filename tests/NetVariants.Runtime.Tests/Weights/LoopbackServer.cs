using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace NetVariants.Runtime.Tests.Weights;

/// <summary>A server of one file on this machine, under any name but <c>missing…</c>, that can break off in the middle.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly byte[] _content;
    private (int Bytes, Task Received)? _break;

    public LoopbackServer(byte[] content)
    {
        _content = content;
        using (var port = new TcpListener(IPAddress.Loopback, 0))
        {
            port.Start();
            Address = new Uri($"http://127.0.0.1:{((IPEndPoint)port.LocalEndpoint).Port}/models/");
        }

        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _ = Task.Run(Serve);
    }

    /// <summary>The folder's address.</summary>
    public Uri Address { get; }

    /// <summary>The ranges that were asked for; empty for the whole file.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>Whether parts of the file may be asked for.</summary>
    public bool HasRanges { get; set; } = true;

    /// <summary>What the server says of its file's length where a range begins after its end; empty for nothing.</summary>
    public string ContentRangeBeyondEnd { get; set; } = "";

    /// <summary>Breaks the next answer off after some bytes, once they have been received.</summary>
    public void Break(int bytes, Task received) => _break = (bytes, received);

    public void Dispose() => _listener.Close();

    private async Task Serve()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                var range = context.Request.Headers["Range"] ?? "";
                Requests.Enqueue(range);
                var isPart = HasRanges && range.Length > 0;
                await Answer(
                    context.Request,
                    context.Response,
                    isPart ? int.Parse(range["bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture) : 0);
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                // The client or the test has gone.
            }
        }
    }

    private async Task Answer(HttpListenerRequest request, HttpListenerResponse response, int start)
    {
        if (request.Url!.AbsolutePath.Contains("missing", StringComparison.Ordinal) || start >= _content.Length)
        {
            response.StatusCode = start > 0 ? 416 : 404;
            if (ContentRangeBeyondEnd.Length > 0)
                response.Headers["Content-Range"] = ContentRangeBeyondEnd;
            response.Close();
            return;
        }

        if (start > 0)
        {
            response.StatusCode = 206;
            response.Headers["Content-Range"] = $"bytes {start}-{_content.Length - 1}/{_content.Length}";
        }

        response.ContentLength64 = _content.Length - start;
        if (_break is not var (bytes, received))
        {
            await response.OutputStream.WriteAsync(_content.AsMemory(start));
            response.Close();
            return;
        }

        _break = null;
        await response.OutputStream.WriteAsync(_content.AsMemory(start, bytes));
        await response.OutputStream.FlushAsync();
        await received;
        response.Abort();
    }
}
