using System;

namespace NetVariants.Data;

/// <summary>A library of the system that images need is not installed; the message names the package that has it.</summary>
public sealed class MissingLibraryException : InvalidOperationException
{
    internal MissingLibraryException(string package, Exception inner)
        : base($"Images need Debian's package {package}: apt-get install {package} ({Cause(inner)})", inner) => Package = package;

    /// <summary>The package of Debian.</summary>
    public string Package { get; }

    // The sentences after the first are advice to debug the loader.
    private static string Cause(Exception inner) => inner.Message.Split(". ")[0].TrimEnd('.');
}
