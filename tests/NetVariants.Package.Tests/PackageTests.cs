using System;
using System.IO;
using System.Linq;
using System.Text;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Package.Tests;

/// <summary>The packages as their users get them.</summary>
public sealed class PackageTests(Feed feed) : IClassFixture<Feed>
{
    private const string Program = """
        using System;
        using NetVariants;
        using static TorchSharp.torch;

        using var model = ResNet8.Create();
        long parameters = 0;
        foreach (var parameter in model.parameters())
            parameters += parameter.numel();
        using var image = zeros(2, 3, 32, 32);
        using var logits = model.call(image);
        Console.WriteLine($"{parameters == ResNet8.ParameterCount} {string.Join("x", logits.shape)} {ResNet8.Info.Name}");

        [ResNetVariant("resnet8", "1,1,1", Widths = "16,32,64", Stem = Stem.Small, ImageSize = 32, NumClasses = 10)]
        public partial class ResNet8;
        """;

    [Fact]
    public void Every_package_has_a_page_a_picture_and_a_licence_and_every_library_has_symbols() => Assert.All(feed.Packages, package =>
    {
        var nuspec = feed.Nuspec(package);
        Assert.Contains("<readme>README.md</readme>", nuspec, StringComparison.Ordinal);
        Assert.Contains("<icon>icon.png</icon>", nuspec, StringComparison.Ordinal);
        Assert.Contains("""<license type="expression">MIT</license>""", nuspec, StringComparison.Ordinal);
        string[] libraries =
        [
            .. feed.Entries(package).Where(entry => entry.EndsWith($"/{package}.dll", StringComparison.Ordinal))
                .Where(entry => !entry.StartsWith("analyzers/", StringComparison.Ordinal)),
        ];
        if (libraries.Length > 0)
        {
            var symbols = feed.Entries(package, symbols: true);
            Assert.All(libraries, library => Assert.Contains(Path.ChangeExtension(library, ".pdb"), symbols));
        }
    });

    /// <summary>They would be others of another checkout, and tell where this one is.</summary>
    [Fact]
    public void No_library_has_a_path_of_the_machine_that_packed_it() => Assert.All(feed.Packages, package => Assert.All(
        feed.Read(package, entry => Path.GetFileName(entry).StartsWith("NetVariants", StringComparison.Ordinal)
            && Path.GetExtension(entry) == ".dll"),
        entry => Assert.True(entry.Bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Repository.Root)) < 0, entry.Name)));

    [Fact]
    public void NetVariants_holds_the_library_the_analyzers_what_a_build_needs_and_nothing_else()
    {
        string[] build =
        [
            "NetVariants.TorchSharp.targets", "NetVariants.props", "NetVariants.targets",
            "NetVariantsGompSpinCount.cs", "NetVariantsWeakenSymbolVersion.cs",
        ];
        Assert.Equal(
            [
                "analyzers/dotnet/cs/NetVariants.CodeFixes.dll",
                "analyzers/dotnet/cs/NetVariants.Core.dll",
                "analyzers/dotnet/cs/NetVariants.Generators.dll",
                "analyzers/dotnet/cs/NetVariants.dll",
                .. build.Select(file => "build/" + file),
                .. build.Select(file => "buildTransitive/" + file),
                "lib/netstandard2.0/NetVariants.dll",
                "lib/netstandard2.0/NetVariants.xml",
            ],
            feed.Entries("NetVariants"));
        var nuspec = feed.Nuspec("NetVariants");
        Assert.Contains($"(tested with TorchSharp {UserProject.Metadata("TorchSharpVersion")}).", nuspec, StringComparison.Ordinal);
        Assert.DoesNotContain("developmentDependency", nuspec, StringComparison.Ordinal);
        Assert.DoesNotContain("<dependency ", nuspec, StringComparison.Ordinal);
    }

    [Fact]
    public void The_runtime_takes_the_tested_TorchSharp_and_no_libtorch()
    {
        Assert.Equal(
            [
                "lib/net10.0/NetVariants.Core.dll", "lib/net10.0/NetVariants.Runtime.dll", "lib/net10.0/NetVariants.Runtime.xml",
            ],
            feed.Entries("NetVariants.Runtime"));
        var nuspec = feed.Nuspec("NetVariants.Runtime");
        var torchSharp = UserProject.Metadata("TorchSharpVersion");
        Assert.Contains($"""<dependency id="TorchSharp" version="[{torchSharp}]" """, nuspec, StringComparison.Ordinal);
        Assert.Contains($"""<dependency id="NetVariants" version="{feed.Version}" """, nuspec, StringComparison.Ordinal);
        Assert.Contains($"""<dependency id="NetVariants.Data" version="{feed.Version}" """, nuspec, StringComparison.Ordinal);
        Assert.Contains($"""<dependency id="NetVariants.Weights" version="{feed.Version}" """, nuspec, StringComparison.Ordinal);
        Assert.DoesNotContain("libtorch", nuspec, StringComparison.Ordinal);
        Assert.DoesNotContain("NetVariants.Core", nuspec, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_of_the_models_is_a_base()
    {
        const string Main = """
            using System;
            using NetVariants;
            using NetVariants.Models;

            using var model = ResNet14.Create();
            Console.WriteLine($"{ResNet14.ParameterCount} {ResNet.Resnet18.ParameterCount}");

            [ResNetVariant("resnet14", "2,2,1,1", Base = typeof(ResNet.Resnet18), NumClasses = 10)]
            public partial class ResNet14;
            """;
        var project = new UserProject(
            feed,
            "Models",
            Main,
            items: UserProject.Packages(feed) + UserProject.Reference("NetVariants.Models", feed.Version));

        Assert.DoesNotContain(": warning ", project.Build(), StringComparison.Ordinal);
        Assert.Equal("5280330 11689512", project.Run().Trim());
    }

    [Theory]
    [InlineData("NetVariants.Data", "build/NetVariants.Data.targets", "buildTransitive/NetVariants.Data.targets")]
    [InlineData("NetVariants.Weights")]
    [InlineData("NetVariants.Files")]
    public void Packages_without_torch_hold_their_library_alone(string package, params string[] build)
    {
        Assert.Equal(
            [.. build, $"lib/net10.0/{package}.dll", $"lib/net10.0/{package}.xml"],
            feed.Entries(package));
        var nuspec = feed.Nuspec(package);
        Assert.DoesNotContain("\"TorchSharp\"", nuspec, StringComparison.Ordinal);
        Assert.DoesNotContain("libtorch", nuspec, StringComparison.Ordinal);
        Assert.DoesNotContain("""id="NetVariants.Runtime" """, nuspec, StringComparison.Ordinal);
    }

    [Fact]
    public void Onnx_takes_ONNX_Runtime_and_neither_torch_nor_the_runtime()
    {
        Assert.Equal(
            [
                "lib/net10.0/NetVariants.Core.dll", "lib/net10.0/NetVariants.Onnx.dll", "lib/net10.0/NetVariants.Onnx.xml",
            ],
            feed.Entries("NetVariants.Onnx"));
        var nuspec = feed.Nuspec("NetVariants.Onnx");
        Assert.Contains("""<dependency id="Microsoft.ML.OnnxRuntime" """, nuspec, StringComparison.Ordinal);
        Assert.Contains($"""<dependency id="NetVariants.Weights" version="{feed.Version}" """, nuspec, StringComparison.Ordinal);
        Assert.All(
            ["TorchSharp", "libtorch", "NetVariants.Runtime", "NetVariants.Core"],
            other => Assert.DoesNotContain(other, nuspec, StringComparison.Ordinal));
    }

    [Fact]
    public void The_command_line_takes_the_runtime_of_its_version_and_alone_the_console_libraries()
    {
        Assert.Equal(
            [
                "lib/net10.0/NetVariants.CommandLine.dll", "lib/net10.0/NetVariants.CommandLine.xml",
            ],
            feed.Entries("NetVariants.CommandLine"));
        var nuspec = feed.Nuspec("NetVariants.CommandLine");
        Assert.Contains($"""<dependency id="NetVariants.Runtime" version="{feed.Version}" """, nuspec, StringComparison.Ordinal);
        Assert.All(["Spectre.Console", "System.CommandLine"], library =>
        {
            Assert.Contains($"""<dependency id="{library}" """, nuspec, StringComparison.Ordinal);
            Assert.DoesNotContain($"\"{library}\"", feed.Nuspec("NetVariants.Runtime"), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_fresh_project_builds_with_one_generator_and_without_a_warning_and_its_model_runs()
    {
        var project = new UserProject(feed, "Fresh", Program);

        Assert.DoesNotContain(": warning ", project.Build(), StringComparison.Ordinal);
        Assert.Equal("True 2x10 resnet8", project.Run().Trim());
        const string Generator = "/NetVariants.Generators.dll";
        var generator = Assert.Single(project.Analyzers(), path => path.EndsWith(Generator, StringComparison.Ordinal));
        Assert.EndsWith($"/packages/netvariants/{feed.Version}/analyzers/dotnet/cs{Generator}", generator, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_generator_is_one_error_that_names_both()
    {
        var second = Path.Combine(Directory.CreateDirectory(Path.Combine(feed.Root, "Second")).FullName, "NetVariants.Generators.dll");
        File.WriteAllBytes(second, []);
        var project = new UserProject(
            feed, "Twice", Program, $"""</PropertyGroup><ItemGroup><Analyzer Include="{second}" /></ItemGroup><PropertyGroup>""");

        var output = Assert.Throws<InvalidOperationException>(project.Build).Message;

        Assert.Contains(
            "error : Twice has more than one generator of NetVariants: keep one reference to it, the package or the project. Found: ",
            output,
            StringComparison.Ordinal);
        Assert.Contains(second, output, StringComparison.Ordinal);
        Assert.DoesNotContain("error CS", output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_invalid_declaration_fails_the_build_at_its_token()
    {
        var project = new UserProject(feed, "Mistake", Program.Replace("\"1,1,1\"", "\"1,1x,1\"", StringComparison.Ordinal));

        var output = Assert.Throws<InvalidOperationException>(project.Build).Message;

        Assert.Contains("Program.cs(13,30): error NV2001", output, StringComparison.Ordinal);
        Assert.Contains("error CS0619", output, StringComparison.Ordinal);
        Assert.DoesNotContain(": warning ", output, StringComparison.Ordinal);
    }
}
