using System;
using System.Runtime.InteropServices;

namespace NetVariants.Data;

/// <summary>Thrown when SkiaSharp's native library, which decodes and encodes images, cannot be loaded.</summary>
public sealed class MissingLibraryException : InvalidOperationException
{
    internal MissingLibraryException(Exception inner)
        : base(
            $"SkiaSharp's native library cannot be loaded on {RuntimeInformation.RuntimeIdentifier} ({Cause(inner)}). "
            + $"Build or publish for this platform (--runtime {RuntimeInformation.RuntimeIdentifier}), or reference the "
                + "SkiaSharp.NativeAssets package that supports it.",
            inner)
    {
    }

    // The sentences after the first are advice to debug the loader.
    private static string Cause(Exception inner) => inner.Message.Split(". ")[0].TrimEnd('.');
}
