using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using NetVariants.Tests;
using NetVariants.Weights;
using TorchSharp;
using Xunit;

namespace NetVariants.Runtime.Tests.Weights;

/// <summary>Downloads of pretrained weights: kept, resumed, checked, one at a time.</summary>
public sealed class DownloadTests : PublishedWeights
{
    [Fact]
    public void A_published_file_is_downloaded_once()
    {
        DownloadProgress last = default;
        var progress = new CallbackProgress<DownloadProgress>(value => last = value);

        var loaded = Model.LoadPretrained(FileName, Options with { Progress = progress });
        Model.LoadPretrained(FileName, Options);
        Model.LoadPretrained(new Uri(Server.Address, FileName).ToString(), Options);

        Assert.True(loaded.IsComplete);
        AssertTrained();
        Assert.Equal([""], Server.Requests);
        Assert.Equal(new DownloadProgress(new Uri(Server.Address, FileName), Content.Length, Content.Length), last);
        Assert.Equal([Cached], Directory.GetFiles(Folder.File("cache")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_download_that_broke_off_is_resumed(bool hasRanges)
    {
        Server.HasRanges = hasRanges;

        var broken = BreakOff(FileName);
        Model.LoadPretrained(FileName, Options);

        Assert.Contains($"which resumes after {Piece:N0} bytes, or put the file at '{Cached}'", broken.Message, StringComparison.Ordinal);
        Assert.Equal(["", $"bytes={Piece}-"], Server.Requests);
        AssertTrained();
    }

    [Fact]
    public void A_download_that_nothing_checks_starts_again()
    {
        BreakOff("plain.safetensors");

        Model.LoadPretrained(new Uri(Server.Address, "plain.safetensors").ToString(), Options);

        Assert.Equal(["", ""], Server.Requests);
        AssertTrained();
    }

    [Fact]
    public void A_part_that_is_whole_is_used()
    {
        Directory.CreateDirectory(Folder.File("cache"));
        File.WriteAllBytes(Cached + ".part", Content);

        Model.LoadPretrained(FileName, Options);

        AssertTrained();
        Assert.False(File.Exists(Cached + ".part"));
    }

    [Fact]
    public void A_cancelled_download_is_resumed()
    {
        using var source = new CancellationTokenSource();
        var received = new TaskCompletionSource();
        Server.Break(Piece, received.Task);
        var options = Options with { Progress = OnPiece(source.Cancel) };

        Assert.ThrowsAny<OperationCanceledException>(() => Model.LoadPretrained(FileName, options, source.Token));
        received.SetResult();

        Assert.False(File.Exists(Cached));
        Assert.True(Model.LoadPretrained(FileName, Options).IsComplete);
        Assert.Equal(["", $"bytes={Piece}-"], Server.Requests);
    }

    [Fact]
    public void A_damaged_file_is_downloaded_again()
    {
        Model.LoadPretrained(FileName, Options);
        File.WriteAllText(Cached, "damaged");

        Model.LoadPretrained(FileName, Options);

        Assert.Equal(2, Server.Requests.Count);
        AssertTrained();
    }

    [Fact]
    public void A_failed_download_names_address_and_remedy()
    {
        var missing = Assert.Throws<HttpRequestException>(() => Model.LoadPretrained("missing-00000000.pth", Options));
        Directory.CreateDirectory(Folder.File("cache"));
        File.WriteAllText(Cached, "damaged");
        Server.Dispose();
        var offline = Assert.Throws<HttpRequestException>(() => Model.LoadPretrained(FileName, Options));

        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Contains(
            $"'{Cached}' is damaged, and '{new Uri(Server.Address, FileName)}' could not be downloaded",
            offline.Message,
            StringComparison.Ordinal);
        Assert.Contains($"put the file at '{Cached}'", offline.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Downloads_of_one_file_run_one_after_the_other()
    {
        var models = Enumerable.Range(0, 4).Select(_ => Derivations.Plain.Create()).ToArray();
        try
        {
            await Task.WhenAll(models.Select(model => Task.Run(() => model.LoadPretrained(FileName, Options))));

            Assert.Equal([""], Server.Requests);
            Assert.All(models, model => Assert.True(Trained.conv1.weight!.allclose(model.conv1.weight!, 0, 0)));
            Assert.Equal([Cached], Directory.GetFiles(Folder.File("cache")));
        }
        finally
        {
            Array.ForEach(models, model => model.Dispose());
        }
    }

    [Fact]
    public async Task Waiting_for_another_download_can_be_cancelled()
    {
        Directory.CreateDirectory(Folder.File("cache"));
        using var other = new FileStream(Cached + ".lock", FileMode.Create, FileAccess.Write, FileShare.None);
        using var source = new CancellationTokenSource();

        var waiting = Task.Run(() => Model.LoadPretrained(FileName, Options, source.Token));
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public void A_download_that_is_no_weight_file_is_deleted_where_nothing_checks_it()
    {
        using var page = new LoopbackServer([.. "<!DOCTYPE html><html>sign in"u8]);

        for (var i = 0; i < 2; i++)
        {
            var error = Assert.Throws<WeightFileException>(
                () => Model.LoadPretrained(new Uri(page.Address, "model.safetensors").ToString(), Options));
            Assert.Contains("web page", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(["", ""], page.Requests);
    }

    [Theory]
    [InlineData("a/model.safetensors", "b/model.safetensors")]
    [InlineData("model.safetensors?version=1", "model.safetensors?version=2")]
    public void Two_addresses_without_digits_are_two_files(string first, string second)
    {
        Model.LoadPretrained(new Uri(Server.Address, first).ToString(), Options);
        Model.LoadPretrained(new Uri(Server.Address, second).ToString(), Options);
        Model.LoadPretrained(new Uri(Server.Address, first).ToString(), Options);

        Assert.Equal(["", ""], Server.Requests);
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(0, "bytes */7")]
    [InlineData(1, "")]
    [InlineData(1, "bytes */7")]
    public void A_part_after_which_the_server_has_nothing_is_used_or_replaced(int change, string contentRange)
    {
        Directory.CreateDirectory(Folder.File("cache"));
        Server.ContentRangeBeyondEnd = contentRange;
        var part = (byte[])Content.Clone();
        part[^1] += (byte)change;
        File.WriteAllBytes(Cached + ".part", part);

        Model.LoadPretrained(FileName, Options);

        AssertTrained();
        Assert.Equal(1 + change, Server.Requests.Count);
    }
}
