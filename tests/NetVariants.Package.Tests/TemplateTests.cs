using System;
using System.Globalization;
using System.IO;
using System.Text.RegularExpressions;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Package.Tests;

/// <summary><c>dotnet new netvariants</c>: what it makes builds, trains and passes its tests without an edit.</summary>
public sealed partial class TemplateTests : IClassFixture<Feed>
{
    private readonly Feed _feed;
    private readonly string _hive;

    public TemplateTests(Feed feed)
    {
        _feed = feed;
        _hive = Path.Combine(feed.Root, "hive");
        UserProject.WriteConfiguration(feed, feed.Root);
        if (!Directory.Exists(_hive))
            New($"install {Path.Combine(feed.Folder, $"NetVariants.Templates.{feed.Version}.nupkg")}", feed.Root);
    }

    /// <summary>The families: one, or all of them in the long run.</summary>
    public static TheoryData<string> Families => LongRun.IsOn
        ? ["resnet", "vgg", "densenet", "mobilenet", "efficientnet", "regnet", "convnext", "vit"]
        : ["resnet"];

    [Theory]
    [MemberData(nameof(Families))]
    public void A_project_trains_and_passes_its_tests(string family)
    {
        var folder = Create($"netvariants --output {family}-app --family {family}");

        var printed = UserProject.Dotnet("run", folder);

        Assert.DoesNotContain("warning", printed, StringComparison.Ordinal);
        Assert.InRange(Accuracy(printed), 0.6, 1);
        Assert.True(File.Exists(Path.Combine(folder, "run", "best.safetensors")));
        Assert.Matches("Passed: +3,", UserProject.Dotnet("test --nologo", folder));
        Assert.Contains("test accuracy", UserProject.Dotnet("run --no-build -- --resume", folder), StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_trains_on_a_folder_of_images()
    {
        var data = Path.Combine(_feed.Root, "my \"best\" images");
        foreach (var image in (string[])["gray.jpg", "scene.jfif"])
        {
            var label = Directory.CreateDirectory(Path.Combine(data, Path.GetFileNameWithoutExtension(image))).FullName;
            for (var i = 0; i < 30; i++)
                File.Copy(Repository.PathOf("tests/Shared/Images/" + image), Path.Combine(label, i + Path.GetExtension(image)));
        }

        // As seen from where it is typed, which is not the new project's folder.
        var folder = Create("""netvariants --output folder-app --data "my \"best\" images" --classes 2""");

        Assert.False(File.Exists(Path.Combine(folder, "Shapes.cs")));
        Assert.InRange(Accuracy(UserProject.Dotnet("run", folder)), 0.3, 1);
    }

    [Fact]
    public void A_project_for_CUDA_takes_its_package_alone()
    {
        var folder = Create("netvariants --output cuda-app --device cuda");

        var project = File.ReadAllText(Path.Combine(folder, "cuda-app.csproj"));

        Assert.Contains("TorchSharp-cuda-linux", project, StringComparison.Ordinal);
        Assert.DoesNotContain("libtorch-cpu", project, StringComparison.Ordinal);
        Assert.DoesNotContain("_VERSION", project, StringComparison.Ordinal);
    }

    private static double Accuracy(string printed) =>
        double.Parse(TestAccuracy().Match(printed).Groups[1].Value, CultureInfo.InvariantCulture) / 100;

    private string Create(string arguments)
    {
        New(arguments + " --no-restore", _feed.Root);
        return Path.Combine(_feed.Root, arguments.Split(' ')[2]);
    }

    /// <summary>As in a shell, which names its folder.</summary>
    private void New(string arguments, string folder) =>
        UserProject.Dotnet($"new {arguments} --debug:custom-hive {_hive}", folder, ("PWD", folder));

    [GeneratedRegex(@"test accuracy ([\d.]+) ?%")]
    private static partial Regex TestAccuracy();
}
