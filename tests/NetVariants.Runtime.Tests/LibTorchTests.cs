using System;
using System.Runtime.InteropServices;
using TorchSharp;
using Xunit;

namespace NetVariants.Runtime.Tests;

public sealed class LibTorchTests
{
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
    [InlineData("/app/libLibTorchSharp.so: cannot open shared object file: No such file or directory")]
    [InlineData("version `")]
    [InlineData("")]
    public void A_missing_library_is_left_to_TorchSharp_to_find(string refusal) => Assert.Null(LibTorch.DiagnoseRefusal(refusal));

    [Theory]
    [InlineData("linux-x64", "or TorchSharp-cpu (every platform's, 1 GB) or a CUDA package, ")]
    [InlineData("osx-arm64", "")]
    [InlineData("win-arm64", "")]
    public void A_libtorch_that_is_not_found_names_the_platforms_package_and_the_loaders_reason(
        string platform, string others) => Assert.Equal(
        $"TorchSharp finds no libtorch: add the package libtorch-cpu-{platform} 2.10.0, {others}to the application's project. "
            + "The loader says: libc10.so: cannot open shared object file",
        LibTorch.Diagnose(platform, "libc10.so: cannot open shared object file\n"));

    [Theory]
    [InlineData("linux-arm64", "TorchSharp has no native library for linux-arm64: it runs on linux-x64, win-arm64, osx-arm64.")]
    [InlineData("linux-musl-x64", "TorchSharp has no native library for linux-musl-x64: it runs on linux-x64, win-arm64, osx-arm64.")]
    [InlineData("win-x64", "TorchSharp 0.107.0's native library does not load on Windows (dotnet/TorchSharp issue 1567).")]
    public void An_unsupported_platform_is_reported(string platform, string message) =>
        Assert.Equal(message, LibTorch.Diagnose(platform, "The specified module could not be found."));

    private static unsafe bool IsEnabled(string getter)
    {
        var libtorch = NativeLibrary.Load("libtorch_cpu.so", typeof(torch).Assembly, searchPath: null);
        var context = ((delegate* unmanaged<nint>)NativeLibrary.GetExport(libtorch, "_ZN2at13globalContextEv"))();
        return ((delegate* unmanaged<nint, byte>)NativeLibrary.GetExport(libtorch, getter))(context) != 0;
    }
}
