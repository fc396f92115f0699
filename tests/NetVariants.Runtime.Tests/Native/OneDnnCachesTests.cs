using System.Runtime.InteropServices;
using NetVariants.Native;
using TorchSharp;
using Xunit;

namespace NetVariants.Runtime.Tests.Native;

public sealed class OneDnnCachesTests
{
    private const string Library = "libtorch_cpu.so";

    /// <summary>In virtual machines that hide the processor's caches, and on processors that report them.</summary>
    [Fact]
    public void OneDNN_does_not_assume_caches_of_a_single_byte()
    {
        LibTorch.EnsureLoaded();
        using var scope = torch.NewDisposeScope();
        torch.nn.functional.conv2d(torch.zeros(16, 16, 1, 1), torch.zeros(16, 16, 1, 1));

        Assert.All(OneDnnCaches.Known, size => Assert.InRange(size, 4096u, uint.MaxValue));
        if (OneDnnCaches.IsAmd && OneDnnCaches.AreReported)
            Assert.NotEmpty(OneDnnCaches.Known);
    }

    /// <summary>With another libtorch this fails: look whether its oneDNN still has the bug, and where it keeps the caches.</summary>
    [Fact]
    public void The_tested_libtorch_has_the_variable_in_the_known_size()
    {
        LibTorch.EnsureLoaded();

        Assert.Equal(144, LoadedLibrary.Find(Library)!.SymbolOf("_ZZN4dnnl4impl3cpu3x643cpuEvE4cpu_")!.Value.Size);
    }

    [Fact]
    public void An_exported_symbol_is_found_where_the_loader_has_it()
    {
        LibTorch.EnsureLoaded();
        const string Symbol = "_ZN2at13globalContextEv";
        var libtorch = NativeLibrary.Load(Library, typeof(torch).Assembly, searchPath: null);

        Assert.Equal(NativeLibrary.GetExport(libtorch, Symbol), LoadedLibrary.Find(Library)!.SymbolOf(Symbol)!.Value.Address);
    }

    [Theory]
    [InlineData("libtorch_cpu.so", "no_such_symbol")]
    [InlineData("libnone.so", "_ZN2at13globalContextEv")]
    public void An_unknown_library_or_symbol_is_not_found(string library, string symbol)
    {
        LibTorch.EnsureLoaded();

        Assert.Null(LoadedLibrary.Find(library)?.SymbolOf(symbol));
    }
}
