using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using NetVariants.Tests;
using NetVariants.Weights;
using TorchSharp;
using Xunit;

namespace NetVariants.Runtime.Tests.Weights;

/// <summary>Pretrained weights from a file and from a server on this machine.</summary>
public sealed class PretrainedTests : IDisposable
{
    private const int Piece = 1000;

    private readonly TemporaryFolder _folder = new();
    private readonly Derivations.Plain _trained = Derivations.Plain.Create();
    private readonly Derivations.Plain _model = Derivations.Plain.Create();
    private readonly byte[] _content;
    private readonly LoopbackServer _server;
    private readonly string _name;

    public PretrainedTests()
    {
        var file = _folder.File("trained.safetensors");
        _trained.SaveWeights(file);
        _content = File.ReadAllBytes(file);
        _server = new LoopbackServer(_content);
        _name = $"plain-{Convert.ToHexStringLower(SHA256.HashData(_content))[..8]}.safetensors";
    }

    private PretrainedOptions Options => new() { BaseAddress = _server.Address, Folder = _folder.File("cache") };

    private string Cached => Path.Combine(_folder.File("cache"), _name);

    public void Dispose()
    {
        _server.Dispose();
        _trained.Dispose();
        _model.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_published_file_is_downloaded_once()
    {
        DownloadProgress last = default;
        var progress = new CallbackProgress<DownloadProgress>(value => last = value);

        var loaded = _model.LoadPretrained(_name, Options with { Progress = progress });
        _model.LoadPretrained(_name, Options);
        _model.LoadPretrained(new Uri(_server.Address, _name).ToString(), Options);

        Assert.True(loaded.IsComplete);
        AssertTrained();
        Assert.Equal([""], _server.Requests);
        Assert.Equal(new DownloadProgress(new Uri(_server.Address, _name), _content.Length, _content.Length), last);
        Assert.Equal([Cached], Directory.GetFiles(_folder.File("cache")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_download_that_broke_off_is_resumed(bool hasRanges)
    {
        _server.HasRanges = hasRanges;

        var broken = BreakOff(_name);
        _model.LoadPretrained(_name, Options);

        Assert.Contains($"which resumes after {Piece:N0} bytes, or put the file at '{Cached}'", broken.Message, StringComparison.Ordinal);
        Assert.Equal(["", $"bytes={Piece}-"], _server.Requests);
        AssertTrained();
    }

    [Fact]
    public void A_download_that_nothing_checks_starts_again()
    {
        BreakOff("plain.safetensors");

        _model.LoadPretrained(new Uri(_server.Address, "plain.safetensors").ToString(), Options);

        Assert.Equal(["", ""], _server.Requests);
        AssertTrained();
    }

    [Fact]
    public void A_part_that_is_whole_is_used()
    {
        Directory.CreateDirectory(_folder.File("cache"));
        File.WriteAllBytes(Cached + ".part", _content);

        _model.LoadPretrained(_name, Options);

        AssertTrained();
        Assert.False(File.Exists(Cached + ".part"));
    }

    [Fact]
    public void A_cancelled_download_is_resumed()
    {
        using var source = new CancellationTokenSource();
        var received = new TaskCompletionSource();
        _server.Break(Piece, received.Task);
        var options = Options with { Progress = OnPiece(source.Cancel) };

        Assert.ThrowsAny<OperationCanceledException>(() => _model.LoadPretrained(_name, options, source.Token));
        received.SetResult();

        Assert.False(File.Exists(Cached));
        Assert.True(_model.LoadPretrained(_name, Options).IsComplete);
        Assert.Equal(["", $"bytes={Piece}-"], _server.Requests);
    }

    [Fact]
    public void A_damaged_file_is_downloaded_again()
    {
        _model.LoadPretrained(_name, Options);
        File.WriteAllText(Cached, "damaged");

        _model.LoadPretrained(_name, Options);

        Assert.Equal(2, _server.Requests.Count);
        AssertTrained();
    }

    [Fact]
    public void A_file_with_another_hash_is_not_used()
    {
        var error = Assert.Throws<WeightFileException>(() => _model.LoadPretrained("plain-00000000.safetensors", Options));

        Assert.Contains("its SHA-256 does not begin with 00000000", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.File("cache")));
        Assert.Throws<WeightFileException>(() => _model.LoadPretrained(_name, Options with { Sha256 = "abcd" }));
        Assert.Throws<ArgumentException>(() => _model.LoadPretrained(_name, Options with { Sha256 = "sha256:ab" }));
        Assert.True(_model.LoadPretrained("plain-00000000.safetensors", Options with { Sha256 = "" }).IsComplete);
    }

    [Fact]
    public void A_failed_download_names_address_and_remedy()
    {
        var missing = Assert.Throws<HttpRequestException>(() => _model.LoadPretrained("missing-00000000.pth", Options));
        Directory.CreateDirectory(_folder.File("cache"));
        File.WriteAllText(Cached, "damaged");
        _server.Dispose();
        var offline = Assert.Throws<HttpRequestException>(() => _model.LoadPretrained(_name, Options));

        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Contains(
            $"'{Cached}' is damaged, and '{new Uri(_server.Address, _name)}' could not be downloaded",
            offline.Message,
            StringComparison.Ordinal);
        Assert.Contains($"put the file at '{Cached}'", offline.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_download_of_another_process_is_waited_for()
    {
        Directory.CreateDirectory(_folder.File("cache"));
        using var other = new FileStream(Cached + ".part", FileMode.Create, FileAccess.Write, FileShare.None);

        var error = Assert.Throws<IOException>(() => _model.LoadPretrained(_name, Options));

        Assert.Contains("another process is downloading", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no/such/file-01234567.pth")]
    [InlineData("resnet50.pth")]
    [InlineData("ftp://server/plain-01234567.pth")]
    public void A_source_that_is_neither_file_nor_address_is_rejected(string source)
    {
        var error = Assert.Throws<FileNotFoundException>(() => _model.LoadPretrained(source, Options));

        Assert.Contains($"There is no file '{source}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_of_a_folder_names_no_file() =>
        Assert.Throws<ArgumentException>(() => _model.LoadPretrained(_server.Address.ToString(), Options));

    [Fact]
    public void The_head_stays_where_the_classes_differ()
    {
        var head = _model.ReplaceHead(7);
        using var before = _model.state_dict()[head + ".weight"].clone();

        var loaded = _model.LoadPretrained(_name, Options);

        Assert.Equal([head + ".weight", head + ".bias"], loaded.Skipped);
        Assert.True(before.allclose(_model.state_dict()[head + ".weight"], 0, 0));
        Assert.True(_trained.conv1.weight!.allclose(_model.conv1.weight!, 0, 0));
        Assert.Throws<WeightMismatchException>(() => _model.LoadPretrained(_name, Options with { ReplaceHead = false }));
    }

    [Fact]
    public void A_file_on_the_disk_is_read_where_it_is()
    {
        _model.LoadPretrained(_folder.File("trained.safetensors"), Options);

        AssertTrained();
        Assert.Empty(_server.Requests);
        Assert.Throws<WeightFileException>(
            () => _model.LoadPretrained(_folder.File("trained.safetensors"), Options with { Sha256 = "00000000" }));
    }

    [Fact]
    public void Downloads_are_in_PyTorchs_folder()
    {
        var before = Environment.GetEnvironmentVariable("TORCH_HOME");
        Environment.SetEnvironmentVariable("TORCH_HOME", _folder.Path);
        try
        {
            _model.LoadPretrained(_name, Options with { Folder = null });

            Assert.Equal(Path.Combine(_folder.Path, "hub", "checkpoints"), PretrainedFile.DefaultFolder());
            Assert.True(File.Exists(Path.Combine(_folder.Path, "hub", "checkpoints", _name)));
        }
        finally
        {
            Environment.SetEnvironmentVariable("TORCH_HOME", before);
        }
    }

    private HttpRequestException BreakOff(string name)
    {
        var received = new TaskCompletionSource();
        _server.Break(Piece, received.Task);
        var options = Options with { Progress = OnPiece(received.SetResult) };
        return Assert.Throws<HttpRequestException>(() => _model.LoadPretrained(new Uri(_server.Address, name).ToString(), options));
    }

    private static CallbackProgress<DownloadProgress> OnPiece(Action action) => new(value =>
    {
        if (value.Bytes == Piece)
            action();
    });

    private void AssertTrained()
    {
        var state = _model.state_dict();
        Assert.All(_trained.state_dict(), entry => Assert.True(entry.Value.allclose(state[entry.Key], 0, 0), entry.Key));
    }
}
