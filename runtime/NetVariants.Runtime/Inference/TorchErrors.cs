using System;
using System.Linq;
using System.Runtime.InteropServices;

namespace NetVariants.Inference;

/// <summary>Reads what libtorch throws. Its errors arrive as texts, with a trace of C++ calls behind the sentence that matters.</summary>
internal static class TorchErrors
{
    // Of checks, and of enforced conditions.
    private static readonly string[] s_traces = ["\nException raised from ", "\nframe #0: "];

    // Of a CUDA device, of the CPU's allocator, of that on Windows, and of C++.
    private static readonly string[] s_outOfMemory = ["out of memory", "can't allocate memory", "not enough memory", "std::bad_alloc"];

    /// <summary>The message without the C++ trace.</summary>
    public static string Summary(Exception error)
    {
        var message = error.Message;
        foreach (var trace in s_traces)
        {
            if (message.IndexOf(trace, StringComparison.Ordinal) is >= 0 and int start)
                message = message[..start].TrimEnd();
        }

        return message;
    }

    /// <summary>The same error with the short message; the original is its inner exception.</summary>
    public static ExternalException Shortened(ExternalException error) => new(Summary(error), error);

    /// <summary>Whether the message carries a C++ trace.</summary>
    public static bool HasTrace(ExternalException error) => s_traces.Any(trace => error.Message.Contains(trace, StringComparison.Ordinal));

    /// <summary>What to throw where not even one image fits into a device's memory.</summary>
    public static InvalidOperationException NoRoomForOne(Exception error) =>
        new($"The device's memory is too small for a single image: {Summary(error)}", error);

    /// <summary>What to throw where so many images at once do not fit into memory.</summary>
    public static InvalidOperationException NoRoomFor(long images, string action, string remedy, Exception error) =>
        new($"There is not enough memory to {action} {images} images at once: {remedy}. {Summary(error)}", error);

    /// <summary>Whether a device's memory was too small, which only the message tells.</summary>
    public static bool IsOutOfMemory(Exception error) => error is OutOfMemoryException
        || (error is ExternalException && s_outOfMemory.Any(words => error.Message.Contains(words, StringComparison.OrdinalIgnoreCase)));
}
