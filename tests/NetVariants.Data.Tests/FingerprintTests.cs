using System;
using System.IO;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Data.Tests;

/// <summary>By its fingerprint a training notices that the files of a folder are others.</summary>
public sealed class FingerprintTests : IDisposable
{
    private static readonly byte[] s_content = [1, 2, 3, 4];

    private readonly TemporaryFolder _folder = new();

    public FingerprintTests() => Fill(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_copy_in_another_folder_has_the_same_fingerprint()
    {
        using var copy = new TemporaryFolder();
        Fill(copy);

        Assert.Equal(Open(_folder).Fingerprint, Open(copy).Fingerprint);
    }

    [Fact]
    public void Names_sizes_and_contents_change_the_fingerprint()
    {
        var before = Open(_folder).Fingerprint;

        foreach (var other in new byte[][] { [1, 2, 3, 5], [1, 2, 3, 4, 0], [] })
        {
            File.WriteAllBytes(_folder.File("a/2.png"), other);
            Assert.NotEqual(before, Open(_folder).Fingerprint);
        }

        File.WriteAllBytes(_folder.File("a/2.png"), s_content);
        Assert.Equal(before, Open(_folder).Fingerprint);
        File.Move(_folder.File("a/2.png"), _folder.File("a/4.png"));
        Assert.NotEqual(before, Open(_folder).Fingerprint);
    }

    [Fact]
    public void Deleted_files_do_not_fail_the_fingerprint()
    {
        var folder = Open(_folder);
        var before = Open(_folder).Fingerprint;
        File.Delete(_folder.File("a/2.png"));

        Assert.NotEqual(before, folder.Fingerprint);
    }

    private static ImageFolder Open(TemporaryFolder folder) => ImageFolder.Open(folder.Path, new EvaluationTransform(4, 4));

    private static void Fill(TemporaryFolder folder)
    {
        foreach (var name in new[] { "a/1.png", "a/2.png", "b/3.png" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.File(name))!);
            File.WriteAllBytes(folder.File(name), s_content);
        }
    }
}
