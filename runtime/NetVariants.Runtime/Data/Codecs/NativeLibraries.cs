using System;

namespace NetVariants.Data.Codecs;

/// <summary>Calls into the distribution's libraries that find the library missing.</summary>
internal static class NativeLibraries
{
    /// <summary>Whether an exception means that a library cannot be loaded.</summary>
    public static bool IsMissing(Exception error) => error is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException;

    /// <summary>The exception that says which package to install.</summary>
    public static InvalidOperationException Missing(string package, Exception error) =>
        new($"Images need Debian's package {package}: apt-get install {package} ({error.Message})", error);
}
