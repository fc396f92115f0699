using System;
using SkiaSharp;

namespace NetVariants.Data.Codecs;

/// <summary>SkiaSharp's native library.</summary>
internal static class SkiaLibrary
{
    private static readonly Lazy<Exception?> s_problem = new(Problem);

    /// <summary>Loads it on the first call.</summary>
    /// <exception cref="MissingLibraryException">It cannot be loaded.</exception>
    public static void Load()
    {
        if (s_problem.Value is { } problem)
            throw new MissingLibraryException(problem);
    }

    private static Exception? Problem()
    {
        try
        {
            SkiaSharpVersion.CheckNativeLibraryCompatible(throwIfIncompatible: true);
            return null;
        }
        catch (Exception error) when (error
            is TypeInitializationException or DllNotFoundException or EntryPointNotFoundException or BadImageFormatException
                or InvalidOperationException)
        {
            return error is TypeInitializationException { InnerException: { } inner } ? inner : error;
        }
    }
}
