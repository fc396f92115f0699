using System;
using System.IO;
using System.Linq;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Package.Tests;

/// <summary>TorchSharp loads in what users build with the packages, without a further line (NetVariants.TorchSharp.targets).</summary>
public sealed class TorchSharpLoadingTests(Feed feed) : IClassFixture<Feed>
{
    private const string Library = "libLibTorchSharp.so";

    private const string Model = """
        [ResNetVariant("resnet8", "1,1,1", Widths = "16,32,64", Stem = Stem.Small, ImageSize = 32, NumClasses = 10)]
        public partial class ResNet8 { }
        """;

    // GOMP_SPINCOUNT as C reads it: .NET has its own copy of the environment.
    private const string Program = $$"""
        using System;
        using System.Runtime.InteropServices;
        using NetVariants;
        using NetVariants.Training;
        using static TorchSharp.torch;

        using var model = ResNet8.Create(Devices.Choose("cpu"));
        using var logits = model.call(zeros(2, 3, 32, 32));
        Console.WriteLine($"{string.Join("x", logits.shape)} {Marshal.PtrToStringUTF8(C.getenv("GOMP_SPINCOUNT"))}");

        static class C { [DllImport("libc")] public static extern IntPtr getenv(string name); }

        {{Model}}
        """;

    private const string Printed = "2x10 3000";

    private static readonly string s_packaged = Path.Combine(
        UserProject.Metadata("PackageFolder"), "torchsharp", UserProject.Metadata("TorchSharpVersion"),
        "runtimes", "linux-x64", "native", Library);

    [Fact]
    public void A_program_builds_once_runs_and_cleans_up_and_the_package_stays_as_it_is()
    {
        var before = File.ReadAllBytes(s_packaged);
        var project = new UserProject(feed, "Built", Program);

        Assert.DoesNotContain(": warning ", project.Build(), StringComparison.Ordinal);
        Assert.Equal(Printed, project.Run().Trim());
        DateTime[] written = [.. Copies(project).Select(File.GetLastWriteTimeUtc)];
        Assert.Equal(2, written.Length); // in obj and in the output folder
        Assert.All(Copies(project), copy => Assert.Equal(1, before.Zip(File.ReadAllBytes(copy)).Count(pair => pair.First != pair.Second)));

        var again = project.Dotnet("build -v detailed -nologo");
        Assert.Contains(
            "Skipping target \"_NetVariantsWeakenTorchSharp\" because all output files are up-to-date", again, StringComparison.Ordinal);
        Assert.Equal(written, Copies(project).Select(File.GetLastWriteTimeUtc));
        // As restore leaves it when packages change.
        File.SetLastWriteTimeUtc(Path.Combine(project.Folder, "obj", "project.assets.json"), DateTime.UtcNow);
        project.Build();
        Assert.All(
            Copies(project).Zip(written),
            pair => Assert.True(File.GetLastWriteTimeUtc(pair.First) > pair.Second, $"{pair.First} is the old copy"));
        project.Dotnet("build -t:Rebuild -v minimal -nologo");
        Assert.Equal(Printed, project.Run().Trim());

        project.Dotnet("clean -v minimal -nologo");
        Assert.Empty(Copies(project));
        Assert.Equal(before, File.ReadAllBytes(s_packaged));
    }

    [Theory]
    [InlineData("Portable", "")]
    [InlineData("SelfContained", "-r linux-x64 --self-contained")]
    [InlineData("SingleFile", "-r linux-x64 --self-contained -p:PublishSingleFile=true -p:IncludeNativeLibrariesForSelfExtract=true")]
    [InlineData("Aot", "-r linux-x64 -p:PublishAot=true")]
    public void A_published_program_runs(string name, string arguments) =>
        Assert.Equal(Printed, new UserProject(feed, "Published" + name, Program).Publish(arguments));

    [Fact]
    public void A_setting_of_the_users_own_wins()
    {
        var project = new UserProject(feed, "Settings", Program);
        project.Build();

        Assert.Equal("2x10 77", Run(("GOMP_SPINCOUNT", "77")));
        Assert.Equal("2x10", Run(("OMP_WAIT_POLICY", "active")));

        string Run((string, string) variable) => Command.Run("dotnet", "run --no-build", project.Folder, variable).Trim();
    }

    [Fact]
    public void A_file_based_program_runs()
    {
        var folder = Directory.CreateDirectory(Path.Combine(feed.Root, "FileBased")).FullName;
        UserProject.WriteConfiguration(feed, folder);
        var directives = UserProject.PackageVersions(feed).Select(package => $"#:package {package.Name}@{package.Version}\n");
        File.WriteAllText(Path.Combine(folder, "program.cs"), string.Concat(directives) + Program);

        // The SDK builds such programs below the user's data folder.
        var data = Directory.CreateDirectory(Path.Combine(feed.Root, "data")).FullName;
        (string, string)[] environment = [("XDG_DATA_HOME", data), .. UserProject.Environment];
        Assert.Equal(Printed, Command.Run("dotnet", "run program.cs", folder, environment).Trim());
    }

    [Fact]
    public void A_test_project_passes()
    {
        var project = new UserProject(
            feed,
            "Tested",
            $$"""
            using NetVariants;
            using Xunit;
            using static TorchSharp.torch;

            public class Tests
            {
                [Fact]
                public void A_network_computes()
                {
                    using var model = ResNet8.Create();
                    Assert.Equal(new long[] { 1, 10 }, model.call(zeros(1, 3, 32, 32)).shape);
                }
            }

            {{Model}}
            """,
            items: UserProject.Packages(feed) + string.Concat(new[] { "Microsoft.NET.Test.Sdk", "xunit", "xunit.runner.visualstudio" }
                .Select(package => UserProject.Reference(package, UserProject.Metadata(package)))));

        Assert.Contains("Passed!", project.Dotnet("test -nologo"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_gets_the_copy_through_a_library()
    {
        WriteLibrary("SplitLibrary", feed, UserProject.Packages(feed));
        var program = new UserProject(
            feed, "SplitProgram", Call("SplitLibrary"), items: """<ProjectReference Include="../SplitLibrary/SplitLibrary.csproj" />""");

        program.Build();

        Assert.Equal("2x10", program.Run().Trim());
    }

    [Fact]
    public void Where_a_library_keeps_the_package_to_itself_the_runtime_names_the_cause()
    {
        var packages = UserProject.PackageVersions(feed).ToArray();
        string Hidden(int index) => UserProject.Reference(packages[index].Name, packages[index].Version, """PrivateAssets="all" """);
        string Shown(int index) =>
            UserProject.Reference(packages[index].Name, packages[index].Version, """PrivateAssets="build;buildTransitive;analyzers" """);
        WriteLibrary("HiddenLibrary", feed, Hidden(0) + Shown(1) + Shown(2));
        var program = new UserProject(
            feed,
            "HiddenProgram",
            Call("HiddenLibrary"),
            items: """<ProjectReference Include="../HiddenLibrary/HiddenLibrary.csproj" />""");

        program.Build();

        if (SystemHasTheVersion())
        {
            Assert.Equal("2x10", program.Run().Trim());
            return;
        }

        var output = Assert.Throws<InvalidOperationException>(program.Run).Message;
        Assert.Contains(
            "this system's libraries lack GLIBCXX_3.4.32. Reference the NetVariants package in the application's own project",
            output,
            StringComparison.Ordinal);
        Assert.DoesNotContain("doesn't contain a reference to libtorch", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(program.Folder, "bin/Debug/net10.0/cpu")), "TorchSharp copied libtorch once more");
    }

    [Fact]
    public void Without_libtorchs_package_the_runtime_names_it()
    {
        var packages = UserProject.PackageVersions(feed).ToArray();
        var program = new UserProject(
            feed,
            "WithoutLibtorch",
            "NetVariants.LibTorch.EnsureLoaded();",
            items: string.Concat(packages.Take(2).Select(package => UserProject.Reference(package.Name, package.Version))));

        program.Build();

        // TorchSharp takes libtorch from the cache where its own file loads, as in scripts and notebooks.
        if (SystemHasTheVersion())
            return;
        var output = Assert.Throws<InvalidOperationException>(program.Run).Message;
        Assert.Contains("TorchSharp finds no libtorch: add the package libtorch-cpu-linux-x64", output, StringComparison.Ordinal);
        Assert.Contains("The loader says: libtorch.so: cannot open shared object file", output, StringComparison.Ordinal);
        Assert.DoesNotContain("doesn't contain a reference to libtorch", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(program.Folder, "bin/Debug/net10.0/cpu")), "TorchSharp copied libtorch");
    }

    [Fact]
    public void The_copy_can_be_turned_off()
    {
        var project = new UserProject(feed, "TurnedOff", Program, "<NetVariantsWeakenSymbolVersion>false</NetVariantsWeakenSymbolVersion>");

        project.Build();

        Assert.Equal(File.ReadAllBytes(s_packaged), File.ReadAllBytes(Assert.Single(Copies(project))));
    }

    [Theory]
    [InlineData("OpenMP", "", "3000")]
    [InlineData("OpenMPTurnedOff", "<NetVariantsSetGompSpinCount>false</NetVariantsSetGompSpinCount>", "")]
    public void OpenMP_is_set_up_without_the_runtimes_marshalling_unless_turned_off(string name, string property, string printed)
    {
        const string Print = """
            using System;
            using System.Runtime.CompilerServices;
            using System.Runtime.InteropServices;

            [assembly: DisableRuntimeMarshalling]

            Console.WriteLine(Marshal.PtrToStringUTF8(C.getenv(Marshal.StringToCoTaskMemUTF8("GOMP_SPINCOUNT"))));

            static class C { [DllImport("libc")] public static extern nint getenv(nint name); }
            """;
        var project = new UserProject(
            feed,
            name,
            Print,
            "<TreatWarningsAsErrors>true</TreatWarningsAsErrors>" + property,
            UserProject.Reference("NetVariants", feed.Version));

        project.Build();

        Assert.Equal(printed, project.Run().Trim());
    }

    [Theory]
    [InlineData("<LangVersion>8.0</LangVersion>")]
    [InlineData("<LangVersion>7.3</LangVersion><AssemblyName>Old</AssemblyName>")]
    public void An_older_language_builds_without_module_initializers(string properties)
    {
        const string Main = """
            using NetVariants;

            public static class Program { public static void Main() { } }

            """;
        var project = new UserProject(feed, "Language" + properties.Length, Main + Model, properties);

        Assert.DoesNotContain(": warning ", project.Build(), StringComparison.Ordinal);
    }

    private static void WriteLibrary(string name, Feed feed, string items) =>
        _ = new UserProject(
            feed,
            name,
            $$"""
            using NetVariants;
            using NetVariants.Training;
            using static TorchSharp.torch;

            namespace {{name}}
            {
                public static class Networks
                {
                    public static long[] Shape()
                    {
                        var device = Devices.Choose("cpu");
                        using (var model = ResNet8.Create(device))
                            return model.call(zeros(2, 3, 32, 32)).shape;
                    }
                }

                {{Model}}
            }
            """,
            "</PropertyGroup><PropertyGroup><OutputType>Library</OutputType>",
            items);

    private static string Call(string library) => $"""System.Console.WriteLine(string.Join("x", {library}.Networks.Shape()));""";

    private static bool SystemHasTheVersion() =>
        new[] { "/usr/lib/x86_64-linux-gnu/libstdc++.so.6", "/usr/lib64/libstdc++.so.6" }
            .Where(File.Exists).Any(file => File.ReadAllBytes(file).AsSpan().IndexOf("GLIBCXX_3.4.32"u8) >= 0);

    private static string[] Copies(UserProject project) =>
        Directory.Exists(project.Folder)
            ? [.. Directory.EnumerateFiles(project.Folder, Library, SearchOption.AllDirectories).Order(StringComparer.Ordinal)]
            : [];
}
