using System;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using static TorchSharp.torch;

namespace NetVariants;

/// <summary>
/// Lets oneDNN assume its default cache sizes where an AMD processor tells none, as in some virtual machines. oneDNN 3.7 takes each cache
/// for a single byte there, and then leaves padding uninitialised where channels are no multiple of its blocks: such convolutions and
/// gradients are wrong, and all are slow.
/// </summary>
internal static unsafe class OneDnnCaches
{
    private const string Library = "libtorch_cpu.so";

    // A variable within oneDNN's function cpu().
    private const string ProcessorSymbol = "_ZZN4dnnl4impl3cpu3x643cpuEvE4cpu_";

    private const int CacheProperties = unchecked((int)0x8000001D), CacheType = 0x1f;

    /// <summary>The bytes of each cache level as oneDNN takes them; none where it assumes its defaults or is not found.</summary>
    public static uint[] Known
    {
        get
        {
            var processor = FindProcessor();
            return processor is null ? [] : processor->Sizes.ToArray();
        }
    }

    /// <summary>Does so where it is needed and possible; elsewhere nothing.</summary>
    public static void AssumeWhereUnknown()
    {
        var processor = AreUnknown() ? FindProcessor() : null;
        if (processor is null)
            return;
        // oneDNN looks at the processor when it is first asked for something.
        using (var scope = NewDisposeScope())
        using (var mode = inference_mode())
            nn.functional.conv2d(zeros(16, 16, 1, 1), zeros(16, 16, 1, 1));
        if (!processor->Sizes.ContainsAnyExcept(1u))
            processor->Levels = 0;
    }

    /// <summary>Whether an AMD processor's list of caches is empty.</summary>
    private static bool AreUnknown() =>
        X86Base.IsSupported && X86Base.CpuId(0, 0).Ebx == BitConverter.ToInt32("Auth"u8)
        && (X86Base.CpuId(CacheProperties, 0).Eax & CacheType) == 0;

    private static Processor* FindProcessor() =>
        OperatingSystem.IsLinux() && LoadedLibrary.Find(Library)?.SymbolOf(ProcessorSymbol) is { } symbol
        && symbol.Size == sizeof(Processor)
            ? (Processor*)symbol.Address
            : null;

    /// <summary>Where oneDNN 3.7 keeps the caches. With no level, it assumes 32 KiB, 512 KiB and 1 MiB.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 144)]
    private struct Processor
    {
        private const int MaxLevels = 10;

        [FieldOffset(28)]
        private fixed uint _sizes[MaxLevels];

        [FieldOffset(108)]
        public uint Levels;

        public ReadOnlySpan<uint> Sizes => MemoryMarshal.CreateReadOnlySpan(ref _sizes[0], (int)Math.Min(Levels, MaxLevels));
    }
}
