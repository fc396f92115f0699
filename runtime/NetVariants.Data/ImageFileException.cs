using System;
using System.IO;

namespace NetVariants.Data;

/// <summary>An image file that cannot be decoded; the message names the file and the reason.</summary>
public sealed class ImageFileException : IOException
{
    internal ImageFileException(string path, string reason, Exception? inner = null, string remedy = "")
        : base($"'{path}' cannot be decoded: {reason.TrimEnd('.')}.{remedy}", inner) => (FileName, Reason) = (path, reason.TrimEnd('.'));

    /// <summary>The file.</summary>
    public string FileName { get; }

    /// <summary>What is wrong with it, without a full stop.</summary>
    public string Reason { get; }
}
