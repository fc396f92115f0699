using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using NetVariants.Data;
using NetVariants.Integration.Tests;
using NetVariants.Tests;
using NetVariants.Weights;
using Xunit;

namespace NetVariants.Onnx.Tests;

/// <summary>The prediction service under load, and under clients that mean no good.</summary>
public sealed class ServiceTests : IDisposable
{
    private const int Classes = 10;

    // Four bodies are received for each image that is computed or waits.
    private const int Bodies = 12;

    private static readonly string[] s_narrow = ["--parallel", "1", "--waiting", "2"];

    private readonly TemporaryFolder _folder = new();
    private readonly byte[] _jpeg = Jpeg(320, 240);

    public ServiceTests()
    {
        using var model = Grid.Create(Grid.ResnetTwoStages.Info.Name);
        OnnxExport.Write(Model, Grid.ResnetTwoStages.Info, model.AsWeightReader(), new OnnxExportOptions
        {
            Classes = [.. Enumerable.Range(0, Classes).Select(label => $"class {label}")],
            Normalization = new Normalization([0.5, 0.5, 0.5], [0.5, 0.5, 0.5]),
            Evaluation = new EvaluationTransform(33, 40),
        });
    }

    private string Model => _folder.File("net.onnx");

    [Fact]
    public async Task Answers_images_of_every_kind_with_their_five_most_probable_classes()
    {
        using ServiceProcess service = new(Model);
        using var classifier = OnnxClassifier.Open(Model);
        foreach (var image in (byte[][])[_jpeg, File.ReadAllBytes(Repository.PathOf("tests/Shared/Images/gray16.png")),
            File.ReadAllBytes(Repository.PathOf("tests/Shared/Images/scene.webp"))])
        {
            using var response = await service.Predict(image);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            JsonElement[] guesses = [.. json.RootElement.GetProperty("predictions").EnumerateArray()];
            ImageFolderOptions options = new() { Normalization = classifier.Normalization };
            var expected = classifier.Classify(PixelBatch.Read(new EncodedImages([image], classifier.Evaluation!, options), 0), top: 5)[0];
            Assert.Equal(expected.Select(guess => guess.Name), guesses.Select(guess => guess.GetProperty("name").GetString()));
            Assert.All(expected.Zip(guesses), pair =>
                Assert.Equal(pair.First.Probability, pair.Second.GetProperty("probability").GetDouble(), 1e-5));
        }

        Assert.Contains("resnet_two_stages", await service.Client.GetStringAsync("/health"), StringComparison.Ordinal);
        Assert.Equal(3, await service.Metric("predict_seconds_count{status=\"200\"}"));
    }

    [Fact]
    public async Task Two_thousand_requests_of_sixteen_clients_succeed_and_memory_stays()
    {
        const int Clients = 16, WarmUp = 500, Requests = 2000;
        const double Allowance = 48e6;
        using ServiceProcess service = new(Model);
        await Load(WarmUp);
        var before = await service.Metric("process_resident_memory_bytes");
        await Load(Requests);

        Assert.Equal(WarmUp + Requests, await service.Metric("predict_seconds_count{status=\"200\"}"));
        Assert.InRange(await service.Metric("process_resident_memory_bytes"), 0, before + Allowance);
        service.Terminate();
        Assert.Equal(0, service.WaitForExit());

        Task Load(int requests) => Parallel.ForAsync(0, requests, new ParallelOptions { MaxDegreeOfParallelism = Clients }, async (_, _) =>
        {
            using var response = await service.Predict(_jpeg);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        });
    }

    [Fact]
    public async Task Slow_aborted_oversized_and_invalid_requests_do_not_affect_other_clients()
    {
        using ServiceProcess service = new(Model);
        var address = service.Client.BaseAddress!;
        await AssertServes();

        // A slow client, and one that is killed halfway.
        using TcpClient slow = new(address.Host, address.Port);
        await slow.GetStream().WriteAsync("POST /predict HTTP/1.1\r\nHost: here\r\nContent-Length: 100000\r\n\r\nabc"u8.ToArray());
        using (TcpClient killed = new(address.Host, address.Port))
        {
            await killed.GetStream().WriteAsync("POST /predict HTTP/1.1\r\nHost: here\r\nContent-Length: 100000\r\n\r\nabc"u8.ToArray());
            killed.LingerState = new LingerOption(enable: true, seconds: 0);
        }

        await AssertServes();
        var before = await service.Metric("process_resident_memory_bytes");
        using (HttpRequestMessage large = new(HttpMethod.Post, "/predict") { Content = new ByteArrayContent(new byte[100_000_000]) })
        {
            large.Headers.ExpectContinue = true;
            using var refused = await service.Client.SendAsync(large);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
        }

        foreach ((var image, var reason) in ((byte[], string)[])[(Bomb(), "are more than the"),
            (_jpeg[..(_jpeg.Length / 2)], "not an image"), ([], "not an image"), (Encoding.ASCII.GetBytes("<html>"), "not an image")])
        {
            using var refused = await service.Predict(image);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains(reason, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        await AssertServes();
        Assert.InRange(await service.Metric("process_resident_memory_bytes"), 0, before + 64e6);

        async Task AssertServes()
        {
            for (var i = 0; i < 8; i++)
            {
                using var response = await service.Predict(_jpeg);
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            }
        }
    }

    [Fact]
    public async Task More_bodies_than_the_limit_are_answered_503_and_change_nothing_for_others()
    {
        using ServiceProcess service = new(Model, s_narrow);
        var held = await Hold(service, Bodies, _jpeg);

        using (var refused = await service.Predict(_jpeg))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal("1", refused.Headers.RetryAfter?.ToString());
        }

        foreach (var request in held)
        {
            using (request)
                Assert.Equal(HttpStatusCode.OK, await request.Finish());
        }

        using var served = await service.Predict(_jpeg);
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
    }

    [Fact]
    public async Task More_images_than_may_wait_are_answered_503()
    {
        using ServiceProcess service = new(Model, s_narrow);
        // Complete at the same moment, and slow to decode.
        var held = await Hold(service, Bodies, JpegFile.Encode(new byte[3 * 5000 * 4900], 5000, 4900));

        var codes = await Task.WhenAll(held.Select(request => request.Finish()));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable], codes.Distinct().Order());
        foreach (var request in held)
            request.Dispose();
    }

    [Fact]
    public async Task A_stop_answers_the_requests_that_have_begun()
    {
        using ServiceProcess service = new(Model, s_narrow);
        var held = await Hold(service, count: 3, _jpeg);

        service.Terminate();
        Assert.True(SpinWait.SpinUntil(() => !service.Listens(), ServiceProcess.Patience), "the service still listens");

        foreach (var request in held)
        {
            using (request)
                Assert.Equal(HttpStatusCode.OK, await request.Finish());
        }

        Assert.Equal(0, service.WaitForExit());
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<HeldRequest[]> Hold(ServiceProcess service, int count, byte[] image) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ => HeldRequest.Send(service.Client.BaseAddress!, image)));

    private static byte[] Jpeg(int width, int height)
    {
        var pixels = new byte[3 * width * height];
        new Random(1).NextBytes(pixels);
        return JpegFile.Encode(pixels, width, height);
    }

    /// <summary>A PNG of some kilobytes that unpacks to 60,000×60,000 black pixels.</summary>
    private static byte[] Bomb()
    {
        const int Side = 60_000;
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Side);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Side);
        header[8] = 1;
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var row = new byte[1 + (Side / 8)];
            for (var y = 0; y < Side; y++)
                zlib.Write(row);
        }

        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR", header), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string type, byte[] content)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. content];
        var chunk = new byte[body.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        body.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(body.Length + 4), System.IO.Hashing.Crc32.HashToUInt32(body));
        return chunk;
    }
}
