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
public sealed class ImageFileTests : OraclePictures
{
    [PeerFact]
    public void Every_kind_of_file_is_decoded_as_by_pil()
    {
        using DisposeScope scope = NewDisposeScope();
        foreach ((string path, Tensor expected) in Ask("pictures.pixels(path)"))
        {
            using DecodedImage image = ImageFile.Decode(path, Options);

            Assert.Equal(expected.shape, (long[])[image.Height, image.Width, 3]);
            AssertNear(expected, Colours(image), mean: Tolerance(path), path);
        }
    }

    [PeerFact]
    public void A_grey_picture_is_pils()
    {
        using DisposeScope scope = NewDisposeScope();
        foreach ((string path, Tensor expected) in Ask("pictures.grey(path)"))
        {
            using DecodedImage image = ImageFile.Decode(path, Options with { Grayscale = true });

            byte[] colours = Colours(image);
            foreach (int channel in Enumerable.Range(0, 3))
                AssertNear(expected, colours.Where((_, i) => i % 3 == channel).ToArray(), mean: Tolerance(path), path);
        }
    }

    [PeerTheory]
    [InlineData("gray16.png")]
    [InlineData("gray16_low.png")]
    public void Sixteen_bits_of_grey_lose_their_lower_half(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        string path = Repository.PathOf("tests/Shared/Images/" + name);
        Tensor expected = Peer.Run(
            $"""
            import numpy, pictures
            samples = numpy.array(pictures.Image.open('{path}')).astype(numpy.int64) >> 8
            samples = torch.from_numpy(numpy.stack([samples] * 3, 2).astype(numpy.uint8))
            """,
            null, "samples")["samples"];

        using DecodedImage image = ImageFile.Decode(path, Options);

        AssertNear(expected, Colours(image), mean: 0, name);
    }

    [PeerFact]
    public void A_part_that_is_decoded_alone_is_that_part_of_the_whole()
    {
        using DisposeScope scope = NewDisposeScope();
        Peer.Run(
            $$"""
            import pictures
            picture = pictures.scene(503, 377, 1)
            for sampling in range(3):
                picture.save(f'{{Folder.Path}}/{sampling}.jpg', subsampling=sampling)
                picture.save(f'{{Folder.Path}}/progressive{sampling}.jpg', subsampling=sampling, progressive=True)
            picture.convert('L').save('{{Folder.Path}}/grey.jpg')
            picture.convert('CMYK').save('{{Folder.Path}}/inks.jpg')
            nothing = 0
            """,
            null, "nothing");
        string[] files = Directory.GetFiles(Folder.Path);
        Assert.Equal(8, files.Length);
        foreach ((string path, int reduction) in files.SelectMany(path => new[] { 1, 2, 4 }.Select(reduction => (path, reduction))))
        {
            using DecodedImage whole = ImageFile.Decode(path, Options, (width, height) => DecodeRequest.Whole(width, height, reduction));
            for (int i = 0; i < 25; i++)
            {
                RandomStream random = new(3, i);
                (int left, int top) = (random.Next(whole.Width), random.Next(whole.Height));
                Box box = new(left, top, 1 + random.Next(whole.Width - left), 1 + random.Next(whole.Height - top));

                using DecodedImage part = ImageFile.Decode(path, Options, (_, _) => new DecodeRequest(reduction, box));

                Assert.True(part.Region.Height == box.Height && part.Region.Left <= left && part.Region.Left + part.Region.Width >= left + box.Width);
                for (int y = 0; y < box.Height; y++)
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
    public void Every_orientation_is_turned_as_by_pil()
    {
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> answers = Peer.Run($"import pictures\npixels = pictures.turned('{Folder.Path}')", null, "pixels");
        Assert.Equal(24, answers.Count);
        foreach ((string key, Tensor expected) in answers)
        {
            string path = Folder.File(key["pixels.".Length..].Replace('/', '.'));
            using DecodedImage image = ImageFile.Decode(path, Options with { ApplyOrientation = true });

            Assert.Equal(expected.shape, (long[])[image.Height, image.Width, 3]);
            AssertNear(expected, Colours(image), mean: 0, path);
        }
    }
}
