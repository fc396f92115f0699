using System;
using System.Collections.Generic;
using System.IO;

namespace NetVariants.Data;

/// <summary>
/// The fingerprint of image files: all names and sizes, and the beginnings of some. All contents would take as long as an epoch; names and
/// sizes alone miss files of one size.
/// </summary>
internal static class FileFingerprint
{
    private const int Contents = 1_000;
    private const int Beginning = 1 << 14;

    /// <summary>The same for the same files in another folder, prepared in the same way.</summary>
    public static string Compute(IReadOnlyList<(string Path, int Label)> files, string preparation)
    {
        var hash = new ContentHash();
        hash.Add(preparation);
        var buffer = new byte[Beginning];
        var step = (files.Count + Contents - 1) / Contents;
        for (var i = 0; i < files.Count; i++)
        {
            var path = files[i].Path;
            hash.Add(Path.GetFileName(path));
            hash.Add(LengthOf(path));
            if (i % step == 0)
                hash.AddBeginning(path, buffer);
        }

        return hash.ToString();
    }

    /// <summary>The length of what a name leads to, links followed; −1 where it leads nowhere.</summary>
    private static long LengthOf(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return (file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo)?.Length ?? -1;
        }
        catch (IOException)
        {
            // Gone, or a link that leads nowhere or in a circle.
            return -1;
        }
    }
}
