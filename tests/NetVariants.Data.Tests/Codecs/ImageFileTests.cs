using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetVariants.Data.Codecs;
using NetVariants.Tests;
using NetVariants.Tests.Peers;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.Data.Tests.Codecs;

/// <summary>Decoded pixels against PIL's of the same files.</summary>
public sealed class ImageFileTests : OracleImages
{
    [PeerFact]
    public void Every_format_decodes_to_PILs_pixels()
    {
        using var scope = NewDisposeScope();
        foreach (var (path, expected) in Ask("images.pixels(path)"))
        {
            using var image = ImageFile.Decode(path, Options);

            Assert.Equal(expected.shape, (long[])[image.Height, image.Width, 3]);
            AssertNear(expected, Colours(image), mean: Tolerance(path), path);
        }
    }

    [PeerFact]
    public void Grayscale_equals_PILs()
    {
        using var scope = NewDisposeScope();
        foreach (var (path, expected) in Ask("images.grey(path)"))
        {
            using var image = ImageFile.Decode(path, Options with { Grayscale = true });

            var colours = Colours(image);
            foreach (var channel in Enumerable.Range(0, 3))
                AssertNear(expected, colours.Where((_, i) => i % 3 == channel).ToArray(), mean: Tolerance(path), path);
        }
    }

    [PeerTheory]
    [InlineData("gray16.png")]
    [InlineData("gray16_low.png")]
    public void Sixteen_bit_grayscale_keeps_the_high_byte(string name)
    {
        using var scope = NewDisposeScope();
        var path = Repository.PathOf("tests/Shared/Images/" + name);
        var expected = Peer.Run(
            $"""
            import numpy, images
            samples = numpy.array(images.Image.open('{path}')).astype(numpy.int64) >> 8
            samples = torch.from_numpy(numpy.stack([samples] * 3, 2).astype(numpy.uint8))
            """,
            null, "samples")["samples"];

        using var image = ImageFile.Decode(path, Options);

        AssertNear(expected, Colours(image), mean: 0, name);
    }

    [PeerFact]
    public void A_cropped_decode_equals_the_crop_of_the_whole()
    {
        using var scope = NewDisposeScope();
        Peer.Run(
            $$"""
            import images
            image = images.scene(503, 377, 1)
            for sampling in range(3):
                image.save(f'{{Folder.Path}}/{sampling}.jpg', subsampling=sampling)
                image.save(f'{{Folder.Path}}/progressive{sampling}.jpg', subsampling=sampling, progressive=True)
            image.convert('L').save('{{Folder.Path}}/grey.jpg')
            image.convert('CMYK').save('{{Folder.Path}}/inks.jpg')
            nothing = 0
            """,
            null, "nothing");
        var files = Directory.GetFiles(Folder.Path);
        Assert.Equal(8, files.Length);
        foreach (var (path, reduction) in files.SelectMany(path => new[] { 1, 2, 4 }.Select(reduction => (path, reduction))))
        {
            using var whole = ImageFile.Decode(path, Options, (width, height) => DecodeRequest.Whole(width, height, reduction));
            for (var i = 0; i < 25; i++)
            {
                var random = new RandomStream(3, i);
                var (left, top) = (random.Next(whole.Width), random.Next(whole.Height));
                var box = new Box(left, top, 1 + random.Next(whole.Width - left), 1 + random.Next(whole.Height - top));

                using var part = ImageFile.Decode(path, Options, (_, _) => new DecodeRequest(reduction, box));

                Assert.True(
                    part.Region.Height == box.Height && part.Region.Left <= left
                        && part.Region.Left + part.Region.Width >= left + box.Width);
                for (var y = 0; y < box.Height; y++)
                {
                    Assert.True(
                        Row(part, left - part.Region.Left, y, box.Width).SequenceEqual(Row(whole, left, top + y, box.Width)),
                        $"{path}, reduced by {reduction}: {box} differs in row {y}");
                }
            }
        }

        static ReadOnlySpan<byte> Row(DecodedImage image, int x, int y, int width) =>
            image.Pixels.Slice(((y * image.Region.Width) + x) * DecodedImage.BytesPerPixel, width * DecodedImage.BytesPerPixel);
    }

    [PeerFact]
    public void Every_orientation_is_applied_as_by_PIL()
    {
        using var scope = NewDisposeScope();
        var answers = Peer.Run($"import images\npixels = images.turned('{Folder.Path}')", null, "pixels");
        Assert.Equal(24 + 18, answers.Count);
        foreach (var (key, expected) in answers)
        {
            var path = Folder.File(key["pixels.".Length..].Replace('/', '.'));
            using var image = ImageFile.Decode(path, Options with { ApplyOrientation = true });

            Assert.Equal(expected.shape, (long[])[image.Height, image.Width, 3]);
            AssertNear(expected, Colours(image), mean: 0, path);
        }
    }
}
