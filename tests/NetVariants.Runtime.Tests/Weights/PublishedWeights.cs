using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Security.Cryptography;
using System.Threading.Tasks;
using NetVariants.Tests;
using NetVariants.Weights;
using TorchSharp;
using Xunit;

namespace NetVariants.Runtime.Tests.Weights;

/// <summary>Weights on a server on this machine, which publishes them under a name with digits of their SHA-256.</summary>
public abstract class PublishedWeights : IDisposable
{
    protected const int Piece = 1000;

    private protected TemporaryFolder Folder { get; } = new();

    protected Derivations.Plain Trained { get; } = Derivations.Plain.Create();

    protected Derivations.Plain Model { get; } = Derivations.Plain.Create();

    protected byte[] Content { get; }

    private protected LoopbackServer Server { get; }

    protected string FileName { get; }

    protected PublishedWeights()
    {
        var file = Folder.File("trained.safetensors");
        Trained.SaveWeights(file);
        Content = File.ReadAllBytes(file);
        Server = new LoopbackServer(Content);
        FileName = $"plain-{Convert.ToHexStringLower(SHA256.HashData(Content))[..8]}.safetensors";
    }

    protected PretrainedOptions Options => new() { BaseAddress = Server.Address, Folder = Folder.File("cache") };

    protected string Cached => Path.Combine(Folder.File("cache"), FileName);

    public void Dispose()
    {
        Server.Dispose();
        Trained.Dispose();
        Model.Dispose();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected HttpRequestException BreakOff(string name)
    {
        var received = new TaskCompletionSource();
        Server.Break(Piece, received.Task);
        var options = Options with { Progress = OnPiece(received.SetResult) };
        return Assert.Throws<HttpRequestException>(() => Model.LoadPretrained(new Uri(Server.Address, name).ToString(), options));
    }

    private protected static CallbackProgress<DownloadProgress> OnPiece(Action action) => new(value =>
    {
        if (value.Bytes == Piece)
            action();
    });

    protected void AssertTrained()
    {
        var state = Model.state_dict();
        Assert.All(Trained.state_dict(), entry => Assert.True(entry.Value.allclose(state[entry.Key], 0, 0), entry.Key));
    }
}
