using System;

namespace NetVariants.Data.Codecs;

/// <summary>Calls into the distribution's libraries that find the library missing.</summary>
internal static class NativeLibraries
{
    /// <summary>Whether an exception means that a library cannot be loaded.</summary>
    public static bool IsMissing(Exception error) => error is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException;
}
