using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace NetVariants.Onnx.Tests;

/// <summary>A request that the service has taken in and whose body lacks the last byte.</summary>
internal sealed class HeldRequest : IDisposable
{
    private readonly TcpClient _client = new();
    private readonly byte[] _image;

    private HeldRequest(byte[] image) => _image = image;

    /// <summary>Sends all of an image but its last byte, once the service reads the body.</summary>
    /// <exception cref="InvalidDataException">The service answers before it reads the body.</exception>
    public static async Task<HeldRequest> Send(Uri address, byte[] image)
    {
        HeldRequest request = new(image);
        await request._client.ConnectAsync(address.Host, address.Port);
        var stream = request._client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            "POST /predict HTTP/1.1\r\nHost: here\r\nConnection: close\r\nExpect: 100-continue\r\n"
                + $"Content-Length: {image.Length}\r\n\r\n"));
        const string Continue = "HTTP/1.1 100 Continue\r\n\r\n";
        var answer = new byte[Continue.Length];
        await stream.ReadExactlyAsync(answer);
        if (Encoding.ASCII.GetString(answer) is var text && text != Continue)
            throw new InvalidDataException(text);
        await stream.WriteAsync(image.AsMemory(..^1));
        return request;
    }

    /// <summary>Sends the last byte and reads the answer.</summary>
    public async Task<HttpStatusCode> Finish()
    {
        var stream = _client.GetStream();
        await stream.WriteAsync(_image.AsMemory(^1..));
        using StreamReader reader = new(stream, Encoding.ASCII);
        var answer = await reader.ReadToEndAsync();
        return Enum.Parse<HttpStatusCode>(answer.Split(' ')[1]);
    }

    public void Dispose() => _client.Dispose();
}
