using System;
using System.IO;
using System.Linq;
using NetVariants.Tests;

namespace NetVariants.Data.Tests;

/// <summary>A folder of small images for a test.</summary>
public abstract class SmallImageFolder : IDisposable
{
    private protected TemporaryFolder Folder { get; } = new();

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected ImageFolder Open(OnCorruptImage damaged = OnCorruptImage.Fail) =>
        ImageFolder.Open(Folder.Path, new EvaluationTransform(4, 4), new ImageFolderOptions { Damaged = damaged });

    protected string[] Names(ImageFolder folder) =>
        [.. Enumerable.Range(0, folder.Count).Select(i => Path.GetRelativePath(Folder.Path, folder.PathOf(i)))];

    protected void Write(params string[] names)
    {
        foreach (var (i, name) in names.Index())
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Folder.File(name))!);
            File.WriteAllBytes(Folder.File(name), Path.GetExtension(name) is ".txt" or "" ? [1] : Jpeg(12 + (i % 9), 10 + (i % 7)));
        }
    }

    protected static byte[] Jpeg(int width, int height)
    {
        var pixels = new byte[3 * width * height];
        var random = new RandomStream(width, height);
        foreach (ref var value in pixels.AsSpan())
            value = (byte)random.Next(256);
        return JpegFile.Encode(pixels, width, height);
    }
}
