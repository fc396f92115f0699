using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading.Tasks;
using NetVariants.Data;
using NetVariants.Integration.Tests;
using NetVariants.Tests;
using NetVariants.Weights;
using TorchSharp;
using Xunit;

namespace NetVariants.Onnx.Tests;

/// <summary>Which files, options and requests the prediction service takes: what it cannot serve it refuses when it starts.</summary>
public sealed class ServiceStartTests : IDisposable
{
    private static readonly string[] s_classes = [.. Enumerable.Range(0, 10).Select(label => $"class {label}")];
    private static readonly OnnxExportOptions s_export = new()
    {
        Classes = s_classes,
        Normalization = new Normalization([0.5], [0.5]),
        Evaluation = new EvaluationTransform(33, 40),
    };

    private readonly TemporaryFolder _folder = new();

    private string Model => _folder.File("net.onnx");

    [Theory]
    [InlineData("--parallel", "0", "--parallel 0: expected a whole number from 1 to ")]
    [InlineData("--waiting", "-1", "--waiting -1: expected a whole number from 0 to ")]
    [InlineData("--max-megabytes", "0", "--max-megabytes 0: expected a whole number from 1 to ")]
    [InlineData("--parallel", "many", "'many'")]
    [InlineData("--urls", "nowhere", "nowhere")]
    public void Wrong_options_are_named(string option, string value, string reason)
    {
        Export(s_export);

        Assert.Contains(reason, Refusal(option, value), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_answer_is_refused_with_the_reason()
    {
        Assert.Contains("There is no file", Refusal(), StringComparison.Ordinal);
        Export(s_export with { Evaluation = null });
        Assert.Contains("does not say how images become its input: export it with an Evaluation", Refusal(), StringComparison.Ordinal);
        Export(s_export, bias: float.NaN);
        Assert.Contains("are NaN", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_in_use_is_named()
    {
        Export(s_export);
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();

        Assert.Contains($"{taken.LocalEndpoint}", Refusal("--urls", $"http://{taken.LocalEndpoint}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_of_every_form_are_answered_and_unusual_names_too()
    {
        string[] names =
            ["", " ", "ü ß 日本 🦊", "\"quoted\" \\ {0}", "<b>&amp;</b>", "line\nbreak", "\u202Eright", "\0", "e\u0301", "\uFFFD"];
        Export(s_export with { Classes = names });
        using ServiceProcess service = new(Model, "--max-megabytes", "1");
        var image = JpegFile.Encode(new byte[3 * 50 * 40], 50, 40);

        using (var answer = await service.Predict(image))
        {
            using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            Assert.All(json.RootElement.GetProperty("predictions").EnumerateArray(), guess =>
                Assert.Equal(names[guess.GetProperty("index").GetInt32()], guess.GetProperty("name").GetString()));
        }

        using (ByteArrayContent text = new(image) { Headers = { ContentType = new MediaTypeHeaderValue("text/html") } })
            Assert.Equal(HttpStatusCode.OK, await Send(HttpMethod.Post, text));
        Assert.Equal(HttpStatusCode.OK, await Send(HttpMethod.Post, new StreamContent(new UnknownLength(image))));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge,
            await Send(HttpMethod.Post, new StreamContent(new UnknownLength(new byte[2_000_000]))));
        Assert.Equal(HttpStatusCode.BadRequest, await Send(HttpMethod.Post, content: null));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, await Send(HttpMethod.Get, content: null));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, await Send(HttpMethod.Head, content: null));
        Assert.Equal(HttpStatusCode.OK, await Send(HttpMethod.Post, new ByteArrayContent(image)));

        async Task<HttpStatusCode> Send(HttpMethod method, HttpContent? content)
        {
            using HttpRequestMessage request = new(method, "/predict") { Content = content };
            using var response = await service.Client.SendAsync(request);
            return response.StatusCode;
        }
    }

    public void Dispose() => _folder.Dispose();

    private void Export(OnnxExportOptions options, float bias = 0)
    {
        using var model = Grid.Create(Grid.ResnetTwoStages.Info.Name);
        using (torch.no_grad())
            model.get_parameter("fc.bias")!.fill_(bias);
        OnnxExport.Write(Model, Grid.ResnetTwoStages.Info, model.AsWeightReader(), options);
    }

    private string Refusal(params string[] arguments) =>
        Assert.Throws<InvalidOperationException>(() => new ServiceProcess(Model, arguments)).Message;

    /// <summary>Bytes of an unknown number, which are sent in chunks.</summary>
    private sealed class UnknownLength(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
