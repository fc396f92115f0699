using System;
using System.IO;

namespace NetVariants.Files;

/// <summary>Names of files and folders as .NET and Python see them.</summary>
internal static class FileNames
{
    /// <summary>Why a name that is not UTF-8 does not open.</summary>
    public const string NotUtf8 = "its name is not UTF-8, so that it cannot be opened: rename it";

    /// <summary>
    /// Whether a name's bytes are not UTF-8: .NET shows U+FFFD for them, and what it shows leads nowhere. A file whose name has that
    /// character in it is there.
    /// </summary>
    public static bool IsNotUtf8(string path) => path.Contains('\ufffd', StringComparison.Ordinal) && !Path.Exists(path);

    /// <summary>The order of code points, which is Python's; UTF-16 has those from U+10000 before U+E000.</summary>
    public static int Compare(string first, string second)
    {
        var length = Math.Min(first.Length, second.Length);
        for (var i = 0; i < length; i++)
        {
            if (first[i] != second[i])
                return char.IsSurrogate(first[i]) == char.IsSurrogate(second[i])
                    ? first[i] - second[i]
                    : char.IsSurrogate(first[i]) ? 1 : -1;
        }

        return first.Length - second.Length;
    }
}
