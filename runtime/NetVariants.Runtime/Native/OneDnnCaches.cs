using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using static TorchSharp.torch;

namespace NetVariants.Native;

/// <summary>
/// Corrects oneDNN's cache sizes where an AMD processor does not report them, as in some virtual machines. oneDNN 3.7 takes each cache for
/// a single byte there, and then leaves padding uninitialized where channels are not a multiple of its blocks: such convolutions and
/// gradients are wrong.
/// </summary>
internal static unsafe class OneDnnCaches
{
    private const string Library = "libtorch_cpu.so";

    // A variable within oneDNN's function cpu().
    private const string ProcessorSymbol = "_ZZN4dnnl4impl3cpu3x643cpuEvE4cpu_";

    private const int CacheProperties = unchecked((int)0x8000001D), CacheTypeMask = 0x1f;

    // libtorch gives batches of this size to oneDNN on any number of threads.
    private const int Batch = 16;

    private static readonly Lazy<bool> s_isCorrected = new(Correct);

    /// <summary>The bytes of each cache level as oneDNN takes them; none where it assumes its defaults or is not found.</summary>
    internal static uint[] Known
    {
        get
        {
            var processor = FindProcessor();
            return processor is null ? [] : processor->Sizes.ToArray();
        }
    }

    /// <summary>Whether the processor is AMD's, whose caches oneDNN reads in a way of their own.</summary>
    internal static bool IsAmd => X86Base.IsSupported && X86Base.CpuId(0, 0).Ebx == BitConverter.ToInt32("Auth"u8);

    /// <summary>Whether an AMD processor reports its caches.</summary>
    internal static bool AreReported => (X86Base.CpuId(CacheProperties, 0).Eax & CacheTypeMask) != 0;

    /// <summary>Corrects them, once a process, where the processor does not report them and oneDNN is found.</summary>
    public static void Ensure() => _ = s_isCorrected.Value;

    private static bool Correct()
    {
        try
        {
            var processor = IsAmd && !AreReported ? FindProcessor() : null;
            if (processor is null)
                return false;
            // oneDNN looks at the processor when it is first asked for something.
            using (var scope = NewDisposeScope())
            using (var mode = inference_mode())
            {
                var images = ones([Batch, Batch, 1, 1], ScalarType.Float32, CPU);
                nn.functional.conv2d(images, images);
            }

            if (processor->Levels == 0 || processor->Sizes.ContainsAnyExcept(1u))
                return false;
            processor->Levels = 0;
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ExternalException)
        {
            // The convolutions are compared afterwards, whether this could be done or not.
            return false;
        }
    }

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
