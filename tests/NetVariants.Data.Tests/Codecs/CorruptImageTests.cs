using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetVariants.Data.Codecs;
using NetVariants.Tests.Peers;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.Data.Tests.Codecs;

/// <summary>Damaged images: read as PIL reads them, or refused.</summary>
public sealed class CorruptImageTests : OracleImages
{
    [PeerFact]
    public void A_corrupt_file_is_read_or_rejected_as_by_pil()
    {
        using var scope = NewDisposeScope();
        var answers = Peer.Run($"import images\npixels = images.damage('{Folder.Path}', 60, 15)", null, "pixels");
        Assert.Equal(8 * 75, answers.Count);
        List<string> differences = [];
        foreach (var (key, expected) in answers)
        {
            var name = key["pixels.".Length..].Replace('/', '.');
            try
            {
                using var image = ImageFile.Decode(Folder.File(name), Options);
                if (expected.numel() == 0)
                    differences.Add($"{name} is read");
                else if (!expected.contiguous().data<byte>().ToArray().AsSpan().SequenceEqual(Colours(image)))
                    differences.Add($"{name} differs");
            }
            catch (ImageFileException error)
            {
                // PIL does not look at the checksums of a PNG's data.
                if (expected.numel() > 0 && !name.Contains("png", StringComparison.Ordinal))
                    differences.Add($"{name} is refused: {error.Reason}");
            }
        }

        Assert.True(differences.Count <= answers.Count / 100, string.Join("\n", differences));
    }

    // A comment between two scans may hold the bytes of an end.
    [PeerTheory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0xff, 0xfe, 0, 4, 0xff, 0xd9 })]
    [InlineData(new byte[] { 0xff, 0xff, 0xff, 0xfe, 0, 6, 0xff, 0xd9, 0xff, 0xd9 })]
    public void A_progressive_jpeg_with_too_many_scans_is_rejected(byte[] comment)
    {
        var scan = LastScan(out var before);
        byte[] bomb = [.. before, .. scan, .. comment, .. Enumerable.Repeat(scan, 600).SelectMany(bytes => bytes), 0xff, 0xd9];

        var error = Assert.Throws<FormatException>(() => ImageFile.Decode(bomb, Options));

        Assert.Contains("scans", error.Message, StringComparison.Ordinal);
    }

    [PeerFact]
    public void A_jpeg_with_too_many_segments_is_rejected()
    {
        var scan = LastScan(out var before);
        byte[] segment = [0xff, 0xe1, 0, 2];
        byte[] bomb = [.. before, .. Enumerable.Repeat(segment, 10_000).SelectMany(bytes => bytes), .. scan, 0xff, 0xd9];

        var error = Assert.Throws<FormatException>(() => ImageFile.Decode(bomb, Options));

        Assert.Contains("segments", error.Message, StringComparison.Ordinal);
    }

    [PeerFact]
    public void An_end_within_a_comment_ends_no_jpeg()
    {
        var scan = LastScan(out var before);
        byte[] comment = [0xff, 0xfe, 0, 4, 0xff, 0xd9];
        ImageFile.Decode([.. before, .. comment, .. scan, 0xff, 0xd9], Options).Dispose();

        var error = Assert.Throws<FormatException>(() => ImageFile.Decode([.. before, .. comment, .. scan], Options));

        Assert.Contains("ends too early", error.Message, StringComparison.Ordinal);
    }

    [PeerFact]
    public void A_truncated_corrupt_jpeg_is_rejected()
    {
        using var scope = NewDisposeScope();
        MakeImages();
        var file = File.ReadAllBytes(Folder.File("scratched.jpg"));
        ImageFile.Decode(file, Options).Dispose();

        Assert.ThrowsAny<FormatException>(() => ImageFile.Decode(file.AsSpan(0, file.Length - 200), Options));
    }

    /// <summary>The last scan of a progressive JPEG, without the end of the image, and what is before it.</summary>
    private byte[] LastScan(out byte[] before)
    {
        using var scope = NewDisposeScope();
        MakeImages();
        var file = File.ReadAllBytes(Folder.File("tall.jpg"));
        var last = file.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xff, 0xda]);
        before = file[..last];
        return file[last..^2];
    }
}
