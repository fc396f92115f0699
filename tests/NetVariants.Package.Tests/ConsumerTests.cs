using System;
using System.IO;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Package.Tests;

/// <summary>Projects of every kind that reference the packages build without a warning.</summary>
public sealed class ConsumerTests(Feed feed) : IClassFixture<Feed>
{
    private const string Networks = """
        using NetVariants;

        namespace Networks
        {
            /// <summary>A network.</summary>
            [ResNetVariant("resnet8", "1,1,1", Widths = "16,32,64", Stem = Stem.Small, ImageSize = 32, NumClasses = 10)]
            public partial class ResNet8
            {
            }

            /// <summary>Networks.</summary>
            [VggVariant("small", "8,M", AvgPoolSize = 1, ImageSize = 32, NumClasses = 5)]
            [ViTVariant("tiny", PatchSize = 8, NumLayers = 2, NumHeads = 2, HiddenDim = 32, MlpDim = 64, ImageSize = 32, NumClasses = 5)]
            public static partial class Zoo
            {
            }
        }
        """;

    private const string IsLibrary = "<OutputType>Library</OutputType>";

    [Theory]
    [InlineData("Strict", """
        <Nullable>enable</Nullable>
        <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
        <GenerateDocumentationFile>true</GenerateDocumentationFile>
        <CheckForOverflowUnderflow>true</CheckForOverflowUnderflow>
        <EmitCompilerGeneratedFiles>true</EmitCompilerGeneratedFiles>
        <AnalysisMode>All</AnalysisMode>
        <WarningLevel>9999</WarningLevel>
        """)]
    [InlineData("Old", "<Nullable>disable</Nullable><LangVersion>9</LangVersion><TreatWarningsAsErrors>true</TreatWarningsAsErrors>")]
    [InlineData("Preview", "<Nullable>enable</Nullable><LangVersion>preview</LangVersion><ImplicitUsings>enable</ImplicitUsings>")]
    public void A_library_builds_without_a_warning(string name, string properties)
    {
        // CLS compliance is the library's own matter.
        var project = new UserProject(feed, name, Networks, IsLibrary + "<NoWarn>$(NoWarn);CA1014</NoWarn>" + properties);

        Assert.DoesNotContain(": warning ", project.Build(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_with_central_package_management_builds_without_a_warning()
    {
        var project = new UserProject(
            feed,
            "Central",
            Networks,
            IsLibrary + "<TreatWarningsAsErrors>true</TreatWarningsAsErrors>",
            """<PackageReference Include="NetVariants" /><PackageReference Include="TorchSharp" />""");
        project.WriteCentralVersions(("NetVariants", feed.Version), ("TorchSharp", UserProject.Metadata("TorchSharpVersion")));

        Assert.DoesNotContain(": warning ", project.Build(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_and_its_tests_that_see_its_internals_build_without_a_warning_and_run()
    {
        const string Tests = """
            using System;
            using App;

            internal static class Tests
            {
                private static void Main()
                {
                    using var model = Model.Create();
                    Console.WriteLine($"{Model.Info.Name} {Tiny.ParameterCount}");
                }
            }

            [NetVariants.VggVariant("tiny", "4,M", AvgPoolSize = 1, ImageSize = 32, NumClasses = 5, Base = typeof(Model))]
            internal partial class Tiny { }
            """;
        const string Program = """
            [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("AppTests")]

            namespace App
            {
                internal static class Program
                {
                    private static void Main() { }
                }

                [NetVariants.VggVariant("small", "8,M", AvgPoolSize = 1, ImageSize = 32, NumClasses = 5)]
                internal partial class Model { }
            }
            """;
        const string Properties = "<TreatWarningsAsErrors>true</TreatWarningsAsErrors>";
        _ = new UserProject(feed, "App", Program, Properties);
        var tests = new UserProject(
            feed, "AppTests", Tests, Properties, UserProject.Packages(feed) + """<ProjectReference Include="../App/App.csproj" />""");

        Assert.DoesNotContain(": warning ", tests.Build(), StringComparison.Ordinal);
        Assert.Matches("^small [0-9]+$", tests.Run().Trim());
    }

    [Fact]
    public void A_library_for_two_frameworks_in_an_older_language_builds()
    {
        const string Library = """
            using NetVariants;

            namespace Multi
            {
                [VggVariant("small", "8,M", ImageSize = 32, NumClasses = 10)]
                public partial class Small { }
            }
            """;
        var project = new UserProject(
            feed,
            "Multi",
            Library,
            """
            <TargetFramework></TargetFramework>
            <TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks>
            <OutputType>Library</OutputType>
            <LangVersion>7.3</LangVersion>
            """,
            UserProject.Reference("NetVariants", feed.Version)
                + UserProject.Reference("TorchSharp", UserProject.Metadata("TorchSharpVersion")));

        Assert.DoesNotContain(": warning ", project.Build(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_in_FSharp_runs_a_zoo_in_CSharp()
    {
        const string Zoo = """
            using NetVariants;

            namespace Networks
            {
                [ResNetVariant("resnet8", "1,1,1", Widths = "16,32,64", Stem = Stem.Small, ImageSize = 32, NumClasses = 10)]
                [VggVariant("small", "8,M", AvgPoolSize = 1, ImageSize = 32, NumClasses = 5)]
                public static partial class Zoo { }
            }
            """;
        _ = new UserProject(feed, "FSharpZoo", Zoo, "</PropertyGroup><PropertyGroup><OutputType>Library</OutputType>");
        var folder = Directory.CreateDirectory(Path.Combine(feed.Root, "FSharpProgram")).FullName;
        UserProject.WriteConfiguration(feed, folder);
        File.WriteAllText(Path.Combine(folder, "FSharpProgram.fsproj"), """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                <Compile Include="Program.fs" />
                <ProjectReference Include="../FSharpZoo/FSharpZoo.csproj" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "Program.fs"), """
            open Networks
            open TorchSharp

            for variant in Zoo.All do
                use model = Zoo.Create(variant.Name)
                use logits = model.call(torch.zeros(2L, 3L, 32L, 32L))
                printfn "%s %A %d" variant.Name logits.shape variant.ParameterCount
            let first = Zoo.Resnet8.Create()
            printfn "%d parameters" (Seq.length (first.parameters()))
            """);

        Assert.Equal(
            "resnet8 [|2L; 10L|] 78042\nsmall [|2L; 5L|] 16838885\n29 parameters",
            UserProject.Dotnet("run", folder).Trim());
    }
}
