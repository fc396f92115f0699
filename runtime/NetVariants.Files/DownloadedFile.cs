using System;
using System.Text;

namespace NetVariants.Files;

/// <summary>Names what a download or a checkout brings in place of a file, and what helps.</summary>
internal static class DownloadedFile
{
    private const int Quoted = 60;

    private static readonly (byte[] Magic, string Name, string Command)[] s_compressions =
    [
        ([0x1f, 0x8b], "gzip", "gunzip"),
        ([.. "BZh"u8], "bzip2", "bunzip2"),
        ([0xfd, .. "7zXZ"u8], "xz", "unxz"),
        ([0x28, 0xb5, 0x2f, 0xfd], "zstd", "unzstd"),
    ];

    /// <summary>What is wrong with a file that begins with <paramref name="start"/>; null where nothing is known to be.</summary>
    public static string? Describe(ReadOnlySpan<byte> start)
    {
        if (start.IsEmpty)
            return "it is empty: copy or download it again";
        if (start.TrimStart("\ufeff"u8).StartsWith("version https://git-lfs"u8))
            return "it is a Git LFS pointer, not the file itself: run git lfs pull";
        foreach (var (magic, name, command) in s_compressions)
        {
            if (start.StartsWith(magic))
                return $"it is compressed with {name}: unpack it first, {command}";
        }

        return start.TrimStart("\ufeff \t\r\n"u8) is [(byte)'<', ..] && start.IndexOfAnyInRange((byte)0, (byte)8) < 0
            ? $"it is a web page or XML, '{Quote(start)}': the download was answered by a page; download the file itself"
            : null;
    }

    /// <summary>The first words of a text file, on one line.</summary>
    public static string Quote(ReadOnlySpan<byte> start)
    {
        var line = Encoding.UTF8.GetString(start).Trim('\ufeff', ' ', '\t', '\r', '\n').ReplaceLineEndings(" ");
        return line.Length > Quoted ? line[..Quoted] + "…" : line;
    }
}
