using System;
using System.IO;
using System.Linq;
using NetVariants.Weights;
using TorchSharp;
using Xunit;

namespace NetVariants.Runtime.Tests.Weights;

/// <summary>What pretrained weights are loaded from, and into which network.</summary>
public sealed class PretrainedTests : PublishedWeights
{
    [Fact]
    public void A_file_with_another_hash_is_not_used()
    {
        var error = Assert.Throws<WeightFileException>(() => Model.LoadPretrained("plain-00000000.safetensors", Options));

        Assert.Contains("its SHA-256 does not begin with 00000000", error.Message, StringComparison.Ordinal);
        Assert.Contains("if 00000000 is no SHA-256, set Sha256 to the file's or to \"\"", error.Message, StringComparison.Ordinal);
        Assert.Equal([Folder.File("cache/plain-00000000.safetensors.lock")], Directory.GetFiles(Folder.File("cache")));
        Assert.Throws<WeightFileException>(() => Model.LoadPretrained(FileName, Options with { Sha256 = "abcd" }));
        Assert.Throws<ArgumentException>(() => Model.LoadPretrained(FileName, Options with { Sha256 = "sha256:ab" }));
        Assert.True(Model.LoadPretrained("plain-00000000.safetensors", Options with { Sha256 = "" }).IsComplete);
    }

    [Fact]
    public void The_digits_of_a_name_stand_before_all_of_its_extensions()
    {
        var name = FileName.Replace(".safetensors", ".safetensors.tar", StringComparison.Ordinal);

        Model.LoadPretrained(name, Options);

        AssertTrained();
        Assert.True(File.Exists(Path.Combine(Folder.File("cache"), name)));
    }

    [Theory]
    [InlineData("no/such/file-01234567.pth")]
    [InlineData("resnet50.pth")]
    [InlineData("ftp://server/plain-01234567.pth")]
    public void A_source_that_is_neither_file_nor_address_is_rejected(string source)
    {
        var error = Assert.Throws<FileNotFoundException>(() => Model.LoadPretrained(source, Options));

        Assert.Contains($"There is no file '{source}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_of_a_folder_names_no_file() =>
        Assert.Throws<ArgumentException>(() => Model.LoadPretrained(Server.Address.ToString(), Options));

    [Fact]
    public void The_head_stays_where_the_classes_differ()
    {
        var head = Model.ReplaceHead(7);
        using var before = Model.state_dict()[head + ".weight"].clone();

        var loaded = Model.LoadPretrained(FileName, Options);

        Assert.Equal([head + ".weight", head + ".bias"], loaded.Skipped);
        Assert.True(before.allclose(Model.state_dict()[head + ".weight"], 0, 0));
        Assert.True(Trained.conv1.weight!.allclose(Model.conv1.weight!, 0, 0));
        Assert.Throws<WeightMismatchException>(() => Model.LoadPretrained(FileName, Options with { KeepHead = false }));
    }

    [Fact]
    public void A_file_on_the_disk_is_read_where_it_is()
    {
        Model.LoadPretrained(Folder.File("trained.safetensors"), Options);

        AssertTrained();
        Assert.Empty(Server.Requests);
        Assert.Throws<WeightFileException>(
            () => Model.LoadPretrained(Folder.File("trained.safetensors"), Options with { Sha256 = "00000000" }));
    }

    [Fact]
    public void Downloads_are_in_PyTorchs_folder()
    {
        var before = Environment.GetEnvironmentVariable("TORCH_HOME");
        Environment.SetEnvironmentVariable("TORCH_HOME", Folder.Path);
        try
        {
            Model.LoadPretrained(FileName, Options with { Folder = null });

            Assert.Equal(Path.Combine(Folder.Path, "hub", "checkpoints"), PretrainedFile.DefaultFolder());
            Assert.True(File.Exists(Path.Combine(Folder.Path, "hub", "checkpoints", FileName)));
        }
        finally
        {
            Environment.SetEnvironmentVariable("TORCH_HOME", before);
        }
    }

    [Theory]
    [InlineData("/torch", "/cache", "/torch")]
    [InlineData("~/torch", "/cache", "~/torch")]
    [InlineData("~", "", "~")]
    [InlineData("", "/cache", "/cache/torch")]
    [InlineData("", "", "~/.cache/torch")]
    public void Downloads_are_where_PyTorch_keeps_its_own(string torchHome, string cacheHome, string expected)
    {
        var user = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string[] names = ["TORCH_HOME", "XDG_CACHE_HOME"];
        var before = names.Select(Environment.GetEnvironmentVariable).ToArray();
        try
        {
            Environment.SetEnvironmentVariable(names[0], torchHome);
            Environment.SetEnvironmentVariable(names[1], cacheHome);

            Assert.Equal(expected.Replace("~", user, StringComparison.Ordinal) + "/hub/checkpoints", PretrainedFile.DefaultFolder());
        }
        finally
        {
            foreach (var (name, value) in names.Zip(before))
                Environment.SetEnvironmentVariable(name, value);
        }
    }
}
