using System;
using System.Collections.Generic;
using System.IO;

namespace NetVariants.Data;

/// <summary>The fingerprint of image files. Contents of all would take as long as an epoch; names and sizes alone miss files of one size.</summary>
internal static class FileFingerprint
{
    private const int Contents = 1_000;
    private const int Beginning = 1 << 14;

    /// <summary>The same for the same files in another folder.</summary>
    public static string Of(IReadOnlyList<(string Path, int Label)> files)
    {
        ContentHash hash = new();
        byte[] buffer = new byte[Beginning];
        int step = (files.Count / Contents) + 1;
        for (int i = 0; i < files.Count; i++)
        {
            FileInfo file = new(files[i].Path);
            hash.Add(file.Name);
            hash.Add(file.Exists ? file.Length : -1);
            if (i % step == 0)
                hash.AddBeginning(file.FullName, buffer);
        }

        return hash.ToString();
    }
}
