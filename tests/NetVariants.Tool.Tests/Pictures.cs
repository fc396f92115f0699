using System;
using System.IO;
using NetVariants.Data;

namespace NetVariants.Tool.Tests;

/// <summary>A data set that a small network learns in a moment: red cats, green dogs and blue fish.</summary>
internal static class Pictures
{
    private const int Side = 40;

    /// <summary>The classes, in order.</summary>
    public static string[] Classes { get; } = ["cat", "dog", "fish"];

    /// <summary>Writes class folders.</summary>
    public static void WriteFolder(string folder, int count = 10)
    {
        for (var label = 0; label < Classes.Length; label++)
        {
            for (var i = 0; i < count; i++)
                Write(Path.Combine(folder, Classes[label], $"{i}.jpg"), label, seed: i);
        }
    }

    /// <summary>Writes a picture of a class.</summary>
    public static void Write(string path, int label, int seed = 0)
    {
        var random = new RandomStream(seed, label);
        var pixels = new byte[Side * Side * 3];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)(random.Next(60) + (i % 3 == label ? 160 : 20));
        JpegFile.Write(path, pixels, Side, Side);
    }
}
