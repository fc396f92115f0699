using System;
using System.Linq;
using System.Runtime.InteropServices;

namespace NetVariants.Inference;

/// <summary>Reads what libtorch throws. Its errors arrive as texts, with a trace of C++ calls behind the sentence that matters.</summary>
internal static class TorchErrors
{
    private const string Trace = "\nException raised from ";

    // Of a CUDA device, and of the CPU's allocator.
    private static readonly string[] s_outOfMemory = ["out of memory", "can't allocate memory"];

    /// <summary>The message without the C++ trace.</summary>
    public static string Summary(Exception error)
    {
        int trace = error.Message.IndexOf(Trace, StringComparison.Ordinal);
        return trace < 0 ? error.Message : error.Message[..trace].TrimEnd();
    }

    /// <summary>The same error with the short message; the original is its inner exception.</summary>
    public static ExternalException Shortened(ExternalException error) => new(Summary(error), error);

    /// <summary>Whether the message carries a C++ trace.</summary>
    public static bool HasTrace(ExternalException error) => error.Message.Contains(Trace, StringComparison.Ordinal);

    /// <summary>What to throw where not even one image fits into a device's memory.</summary>
    public static InvalidOperationException NoRoomForOne(Exception error) => new($"The device's memory is too small for a single image: {Summary(error)}", error);

    /// <summary>Whether a device's memory was too small, which only the message tells.</summary>
    public static bool IsOutOfMemory(Exception error) => error is OutOfMemoryException
        || (error is ExternalException && s_outOfMemory.Any(words => error.Message.Contains(words, StringComparison.OrdinalIgnoreCase)));
}
