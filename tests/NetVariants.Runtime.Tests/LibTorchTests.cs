using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using NetVariants.Native;
using NetVariants.Tests;
using TorchSharp;
using Xunit;

namespace NetVariants.Runtime.Tests;

public sealed partial class LibTorchTests
{
    private const string Windows = "TorchSharp 0.107.0's native library does not load on Windows "
        + "(https://github.com/dotnet/TorchSharp/issues/1567): run the program on Linux x64. "
        + "The loader says: The specified module could not be found.";

    // What .NET writes before the loader's lines.
    private const string Advice = "Unable to load shared library 'LibTorchSharp' or one of its dependencies. In order to help diagnose "
        + "loading problems, consider using a tool like strace. If you're using glibc, consider setting the LD_DEBUG environment "
        + "variable: \n";

    private const string Debian12 = """
        Unable to load shared library 'LibTorchSharp' or one of its dependencies.
        /app/LibTorchSharp.so: cannot open shared object file: No such file or directory
        /lib/x86_64-linux-gnu/libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by /app/libLibTorchSharp.so)
        /app/libLibTorchSharp: cannot open shared object file: No such file or directory
        """;

    [Fact]
    public void An_existing_library_loads() => LibTorch.EnsureLoaded();

    [Fact]
    public void Loading_turns_nnpack_off()
    {
        LibTorch.EnsureLoaded();

        Assert.False(IsEnabled("_ZNK2at7Context17userEnabledNNPACKEv"));
    }

    [Fact]
    public void OneDnn_is_turned_off_and_on()
    {
        LibTorch.EnsureLoaded();
        const string OneDnn = "_ZNK2at7Context17userEnabledMkldnnEv";
        var before = IsEnabled(OneDnn);

        Assert.True(TorchContext.SetOneDnn(!before));
        Assert.Equal(!before, IsEnabled(OneDnn));
        Assert.True(TorchContext.SetOneDnn(before));
        Assert.Equal(before, IsEnabled(OneDnn));
    }

    [Fact]
    public void A_missing_symbol_version_is_named_with_the_package_that_helps()
    {
        var message = LibTorch.DiagnoseRefusal(Debian12)!;

        Assert.StartsWith(
            "TorchSharp's native library does not load: this system's libraries lack GLIBCXX_3.4.32. "
                + "Reference the NetVariants package in the application's own project",
            message,
            StringComparison.Ordinal);
        Assert.EndsWith(
            "The loader says: /lib/x86_64-linux-gnu/libstdc++.so.6: version `GLIBCXX_3.4.32' not found "
                + "(required by /app/libLibTorchSharp.so)",
            message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GLIBCXX_3.4.30")]
    [InlineData("GLIBC_2.34")]
    public void A_system_too_old_for_the_copy_is_reported(string version)
    {
        var message = LibTorch.DiagnoseRefusal(Debian12.Replace("GLIBCXX_3.4.32", version, StringComparison.Ordinal))!;

        Assert.Contains($"lack {version}. TorchSharp needs a newer system", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/app/libLibTorchSharp.so: undefined symbol: _ZN5torch3jit4loadEv", "reference libtorch 2.10.0")]
    [InlineData("/app/libtorch_cpu.so: file too short", "reference libtorch 2.10.0")]
    [InlineData("/app/libLibTorchSharp.so: invalid ELF header", "restore again if the file is damaged")]
    [InlineData("libstdc++.so.6: cannot open shared object file: No such file", "needs libstdc++.so.6, which this system lacks")]
    public void Another_refusal_names_the_file_and_the_loaders_reason(string line, string cause)
    {
        var message = LibTorch.DiagnoseRefusal(
            $"{Advice}{line}\n"
                + "/app/libLibTorchSharp: cannot open shared object file: No such file or directory\n")!;

        Assert.Contains(cause, message, StringComparison.Ordinal);
        Assert.EndsWith($"The loader says: {line}", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("libtorch.so: cannot open shared object file: No such file or directory")]
    [InlineData("/app/libLibTorchSharp.so: cannot open shared object file: No such file or directory")]
    [InlineData("version `")]
    [InlineData("")]
    public void A_missing_library_is_not_refused(string loader) => Assert.Null(LibTorch.DiagnoseRefusal(Advice + loader));

    [Theory]
    [InlineData("linux-x64", "or TorchSharp-cpu (every platform's, 1 GB) or a CUDA package, ")]
    [InlineData("osx-arm64", "")]
    public void A_libtorch_that_is_not_found_names_the_platforms_package_and_the_loaders_reason(
        string platform, string others) => Assert.Equal(
        $"TorchSharp finds no libtorch: add the package libtorch-cpu-{platform} 2.10.0, {others}to the application's project. "
            + "The loader says: libc10.so: cannot open shared object file",
        LibTorch.Diagnose(platform, Advice + "libc10.so: cannot open shared object file\n"));

    [Theory]
    [InlineData("linux-arm64", "TorchSharp 0.107.0 has no native library for linux-arm64: it runs on linux-x64 and osx-arm64.")]
    [InlineData("linux-musl-x64", "TorchSharp 0.107.0 has no native library for linux-musl-x64: it runs on linux-x64 and osx-arm64.")]
    [InlineData("win-x64", Windows)]
    [InlineData("win-arm64", Windows)]
    public void An_unsupported_platform_is_reported(string platform, string message) =>
        Assert.Equal(message, LibTorch.Diagnose(platform, "The specified module could not be found."));

    [Fact]
    public void Pages_name_the_versions_that_are_tested()
    {
        var tested = typeof(LibTorch).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().ToDictionary(
            attribute => attribute.Key.Replace("Version", "", StringComparison.Ordinal), attribute => attribute.Value!);
        string[] pages =
        [
            Repository.PathOf("README.md"),
            .. new[] { "docs", "generators/NetVariants", "runtime" }.SelectMany(
                folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.md", SearchOption.AllDirectories)),
        ];
        (string Page, string Package, string Version)[] named =
        [
            .. pages.SelectMany(page => Named().Matches(File.ReadAllText(page)).Select(
                match => (Path.GetRelativePath(Repository.Root, page), match.Groups[1].Value, match.Groups[2].Value))),
        ];

        Assert.InRange(named.Length, 10, 100);
        Assert.All(named, name => Assert.Equal(
            (name.Page, tested.First(pair => name.Package.StartsWith(pair.Key, StringComparison.OrdinalIgnoreCase)).Value),
            (name.Page, name.Version)));
    }

    /// <summary>A package and its version: <c>TorchSharp 0.107.0</c>, <c>Include="TorchSharp-cpu" Version="0.107.0"</c>.</summary>
    [GeneratedRegex("((?:TorchSharp|libtorch)[a-z0-9-]*)[`\"]? (?:Version=\")?([0-9]+\\.[0-9]+\\.[0-9]+)")]
    private static partial Regex Named();

    private static unsafe bool IsEnabled(string getter)
    {
        var libtorch = NativeLibrary.Load("libtorch_cpu.so", typeof(torch).Assembly, searchPath: null);
        var context = ((delegate* unmanaged<nint>)NativeLibrary.GetExport(libtorch, "_ZN2at13globalContextEv"))();
        return ((delegate* unmanaged<nint, byte>)NativeLibrary.GetExport(libtorch, getter))(context) != 0;
    }
}
