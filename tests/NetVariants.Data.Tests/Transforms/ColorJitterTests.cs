using System;
using System.Linq;
using NetVariants.Data.Codecs;
using NetVariants.Data.Transforms;
using NetVariants.Tests.Peers;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.Data.Tests.Transforms;

/// <summary>Changes of colour and flips against torchvision's.</summary>
public sealed class ColorJitterTests : OracleImages
{
    [PeerFact]
    public void Color_changes_equal_torchvisions()
    {
        const int Size = 96;
        using var scope = NewDisposeScope();
        MakeImages();
        var path = Folder.File("wide.jpg");
        var expected = Peer.Run($"import images\nchanges = images.jittered('{path}', {Size})", null, "changes")["changes"];
        using var image = ImageFile.Decode(path, Options);
        var original = new byte[3 * Size * Size];
        Resampling.Resize(image, new Framing(new Box(0, 0, image.Width, image.Height), Size, Size, new Box(0, 0, Size, Size)), original);
        Action<byte[]>[] changes =
        [
            pixels => ColorJitter.Brighten(pixels, 1.3),
            pixels => ColorJitter.Sharpen(pixels, 0.6),
            pixels => ColorJitter.Saturate(pixels, 1.7),
            pixels => ColorJitter.ShiftHue(pixels, 0.2),
            pixels => ColorJitter.ShiftHue(pixels, -0.1),
            pixels => new TrainingTransform(Size).Mirror(pixels),
        ];
        Assert.Equal(expected.shape[0], changes.Length);
        foreach (var (i, change) in changes.Index())
        {
            byte[] pixels = [.. original];
            change(pixels);
            AssertNear(expected[i], pixels, mean: 0.05, $"change {i}");
        }
    }

    [PeerFact]
    public void A_flip_equals_torchvisions_bit_for_bit()
    {
        const int Size = 97;
        using var scope = NewDisposeScope();
        MakeImages();
        var expected = Peer.Run(
            $"""
            import numpy, images
            image = images.functional.hflip(images.Image.open('{Folder.File("wide.jpg")}').convert('RGB').crop((10, 20, {10
                + Size}, {20 + Size})))
            image = torch.from_numpy(numpy.array(image))
            """,
            null, "image")["image"];
        using var image = ImageFile.Decode(Folder.File("wide.jpg"), Options);
        var pixels = new byte[3 * Size * Size];
        Resampling.Resize(image, new Framing(new Box(10, 20, Size, Size), Size, Size, new Box(0, 0, Size, Size)), pixels);

        new TrainingTransform(Size).Mirror(pixels);

        AssertNear(expected, pixels, mean: 0, "flip");
    }
}
