using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Data;
using NetVariants.Data.Codecs;
using NetVariants.Data.Transforms;
using NetVariants.Tests;
using NetVariants.Tests.Peers;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.Models.Tests.Data;

/// <summary>Decoded and transformed pixels against PIL's and torchvision's of the same files.</summary>
public sealed class ImageDecodingTests : IDisposable
{
    private static readonly ImageFolderOptions s_options = new();

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PeerFact]
    public void Every_kind_of_file_is_decoded_as_by_pil()
    {
        using DisposeScope scope = NewDisposeScope();
        foreach ((string path, Tensor expected) in Ask("pictures.pixels(path)"))
        {
            using DecodedImage image = ImageFile.Decode(path, s_options);

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
            using DecodedImage image = ImageFile.Decode(path, s_options with { Grayscale = true });

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

        using DecodedImage image = ImageFile.Decode(path, s_options);

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
                picture.save(f'{{_folder.Path}}/{sampling}.jpg', subsampling=sampling)
                picture.save(f'{{_folder.Path}}/progressive{sampling}.jpg', subsampling=sampling, progressive=True)
            picture.convert('L').save('{{_folder.Path}}/grey.jpg')
            picture.convert('CMYK').save('{{_folder.Path}}/inks.jpg')
            nothing = 0
            """,
            null, "nothing");
        string[] files = System.IO.Directory.GetFiles(_folder.Path);
        Assert.Equal(8, files.Length);
        foreach ((string path, int reduction) in files.SelectMany(path => new[] { 1, 2, 4 }.Select(reduction => (path, reduction))))
        {
            using DecodedImage whole = ImageFile.Decode(path, s_options, (width, height) => DecodeRequest.Whole(width, height, reduction));
            for (int i = 0; i < 25; i++)
            {
                RandomStream random = new(3, i);
                (int left, int top) = (random.Next(whole.Width), random.Next(whole.Height));
                Box box = new(left, top, 1 + random.Next(whole.Width - left), 1 + random.Next(whole.Height - top));

                using DecodedImage part = ImageFile.Decode(path, s_options, (_, _) => new DecodeRequest(reduction, box));

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

    [PeerTheory]
    [InlineData(224, 256)]
    [InlineData(64, 64)]
    [InlineData(300, 333)]
    public void The_middle_of_a_resized_picture_is_torchvisions(int size, int resize)
    {
        using DisposeScope scope = NewDisposeScope();
        EvaluationTransform transform = new(size, resize);
        byte[] pixels = new byte[3 * size * size];
        foreach ((string path, Tensor expected) in Ask($"pictures.evaluated(path, {size}, {resize})"))
        {
            using DecodedImage image = ImageFile.Decode(path, s_options);
            transform.Apply(image, default, pixels);

            AssertNear(expected, pixels, mean: Math.Max(0.01, Tolerance(path)), path);
        }
    }

    [PeerFact]
    public void A_resized_part_is_torchvisions()
    {
        using DisposeScope scope = NewDisposeScope();
        Peer.Run($"import pictures\nnames = pictures.make('{_folder.Path}')\nnothing = 0", null, "nothing");
        string path = _folder.File("wide.jpg");
        TrainingTransform transform = new();
        using DecodedImage image = ImageFile.Decode(path, s_options);
        byte[] pixels = new byte[3 * 224 * 224];
        for (int i = 0; i < 12; i++)
        {
            RandomStream random = new(5, i);
            Box box = transform.Part(image.Width, image.Height, ref random);
            Tensor expected = Peer.Run($"import pictures\npart = pictures.part('{path}', {box.Top}, {box.Left}, {box.Height}, {box.Width}, 224)", null, "part")["part"];

            Resampling.Resize(image, new Framing(box, 224, 224, new Box(0, 0, 224, 224)), pixels);

            AssertNear(expected, pixels, mean: 0.01, $"{box}");
        }
    }

    [PeerFact]
    public void Changes_of_colour_are_torchvisions()
    {
        const int Size = 96;
        using DisposeScope scope = NewDisposeScope();
        Peer.Run($"import pictures\nnames = pictures.make('{_folder.Path}')\nnothing = 0", null, "nothing");
        string path = _folder.File("wide.jpg");
        Tensor expected = Peer.Run($"import pictures\nchanges = pictures.jittered('{path}', {Size})", null, "changes")["changes"];
        using DecodedImage image = ImageFile.Decode(path, s_options);
        byte[] original = new byte[3 * Size * Size];
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
        foreach ((int i, Action<byte[]> change) in changes.Index())
        {
            byte[] pixels = [.. original];
            change(pixels);
            AssertNear(expected[i], pixels, mean: 0.05, $"change {i}");
        }
    }

    [PeerFact]
    public void A_flip_is_torchvisions_to_the_last_bit()
    {
        const int Size = 97;
        using DisposeScope scope = NewDisposeScope();
        Peer.Run($"import pictures\nnames = pictures.make('{_folder.Path}')\nnothing = 0", null, "nothing");
        Tensor expected = Peer.Run(
            $"""
            import numpy, pictures
            picture = pictures.functional.hflip(pictures.Image.open('{_folder.File("wide.jpg")}').convert('RGB').crop((10, 20, {10 + Size}, {20 + Size})))
            picture = torch.from_numpy(numpy.array(picture))
            """,
            null, "picture")["picture"];
        using DecodedImage image = ImageFile.Decode(_folder.File("wide.jpg"), s_options);
        byte[] pixels = new byte[3 * Size * Size];
        Resampling.Resize(image, new Framing(new Box(10, 20, Size, Size), Size, Size, new Box(0, 0, Size, Size)), pixels);

        new TrainingTransform(Size).Mirror(pixels);

        AssertNear(expected, pixels, mean: 0, "flip");
    }

    [PeerFact]
    public void Every_orientation_is_turned_as_by_pil()
    {
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> answers = Peer.Run($"import pictures\npixels = pictures.turned('{_folder.Path}')", null, "pixels");
        Assert.Equal(24, answers.Count);
        foreach ((string key, Tensor expected) in answers)
        {
            string path = _folder.File(key["pixels.".Length..].Replace('/', '.'));
            using DecodedImage image = ImageFile.Decode(path, s_options with { ApplyOrientation = true });

            Assert.Equal(expected.shape, (long[])[image.Height, image.Width, 3]);
            AssertNear(expected, Colours(image), mean: 0, path);
        }
    }

    [PeerTheory]
    [InlineData(224, 256, 1)]
    [InlineData(128, 160, 2)]
    [InlineData(80, 90, 4)]
    public void A_picture_that_is_reduced_as_it_is_decoded_differs_by_less_than_a_grey_level(int size, int resize, int reduction)
    {
        using DisposeScope scope = NewDisposeScope();
        EvaluationTransform transform = new(size, resize);
        Dictionary<string, Tensor> answers = Peer.Run(
            $$"""
            import os, pictures
            pixels = {name[:-4]: pictures.evaluated(os.path.join('{{_folder.Path}}', name), {{size}}, {{resize}}) for name in pictures.make_large('{{_folder.Path}}')}
            """,
            null, "pixels");
        Assert.Equal(2, answers.Count);
        byte[] pixels = new byte[3 * size * size];
        foreach ((string key, Tensor expected) in answers)
        {
            string path = _folder.File(key["pixels.".Length..] + ".jpg");
            using DecodedImage image = ImageFile.Decode(path, s_options, (width, height) => transform.Request(width, height, default, scaled: true));
            transform.Apply(image, default, pixels);

            Assert.Equal(reduction, image.Reduction);
            AssertNear(expected, pixels, mean: reduction == 1 ? 0.01 : 1, path);
        }
    }

    [PeerFact]
    public void A_part_of_a_reduced_picture_lies_where_torchvisions_lies()
    {
        using DisposeScope scope = NewDisposeScope();
        Peer.Run($"import pictures\nnames = pictures.make_large('{_folder.Path}')\nnothing = 0", null, "nothing");
        string path = _folder.File("tall.jpg");
        byte[] pixels = new byte[3 * 50 * 50];
        foreach ((Box box, int reduction) in new[] { (new Box(3, 5, 701, 633), 2), (new Box(555, 777, 949, 1223), 4), (new Box(1101, 1597, 403, 403), 2) })
        {
            Tensor expected = Peer.Run($"import pictures\npart = pictures.part('{path}', {box.Top}, {box.Left}, {box.Height}, {box.Width}, 50)", null, "part")["part"];
            using DecodedImage image = ImageFile.Decode(path, s_options, (width, height) => DecodeRequest.Whole(width, height, reduction));

            Resampling.Resize(image, new Framing(box, 50, 50, new Box(0, 0, 50, 50)), pixels);

            AssertNear(expected, pixels, mean: 1, $"{box}");
        }
    }

    [PeerFact]
    public void A_damaged_file_is_read_or_refused_as_by_pil()
    {
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> answers = Peer.Run($"import pictures\npixels = pictures.damage('{_folder.Path}', 60, 15)", null, "pixels");
        Assert.Equal(8 * 75, answers.Count);
        List<string> differences = [];
        foreach ((string key, Tensor expected) in answers)
        {
            string name = key["pixels.".Length..].Replace('/', '.');
            try
            {
                using DecodedImage image = ImageFile.Decode(_folder.File(name), s_options);
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

    [PeerFact]
    public void A_progressive_file_of_endless_scans_is_refused()
    {
        using DisposeScope scope = NewDisposeScope();
        Peer.Run($"import pictures\nnames = pictures.make('{_folder.Path}')\nnothing = 0", null, "nothing");
        byte[] file = System.IO.File.ReadAllBytes(_folder.File("tall.jpg"));
        int last = file.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xff, 0xda]);
        byte[] bomb = [.. file[..^2], .. Enumerable.Repeat(file[last..^2], 600).SelectMany(scan => scan), 0xff, 0xd9];

        FormatException error = Assert.Throws<FormatException>(() => ImageFile.Decode(bomb, s_options));

        Assert.Contains("scans", error.Message, StringComparison.Ordinal);
    }

    [PeerFact]
    public void A_scratched_file_that_ends_too_early_is_not_taken_for_whole()
    {
        using DisposeScope scope = NewDisposeScope();
        Peer.Run($"import pictures\nnames = pictures.make('{_folder.Path}')\nnothing = 0", null, "nothing");
        byte[] file = System.IO.File.ReadAllBytes(_folder.File("scratched.jpg"));
        ImageFile.Decode(file, s_options).Dispose();

        Assert.ThrowsAny<FormatException>(() => ImageFile.Decode(file.AsSpan(0, file.Length - 200), s_options));
    }

    [PeerFact]
    public void A_whole_input_is_torchvisions_with_its_normalisation()
    {
        using DisposeScope scope = NewDisposeScope();
        Peer.Run($"import os, pictures\nos.makedirs('{_folder.Path}/a')\npictures.make('{_folder.Path}/a')\nnothing = 0", null, "nothing");
        ImageFolder folder = ImageFolder.Open(_folder.Path, new EvaluationTransform(), s_options);
        string names = string.Join(", ", Enumerable.Range(0, folder.Count).Select(i => $"'{folder.PathOf(i)}'"));
        Tensor expected = Peer.Run(
            $"""
            import pictures
            from torchvision import transforms
            normalise = transforms.Compose([transforms.ToTensor(), transforms.Normalize([0.5] * 3, [0.5] * 3)])
            inputs = torch.stack([normalise(pictures.evaluated(path, 224, 256).numpy()) for path in [{names}]])
            """,
            null, "inputs")["inputs"];
        using BatchTransfer transfer = new(folder.Normalization, CPU);

        PixelBatch batch = BatchLoader.Read(folder, [.. Enumerable.Range(0, folder.Count)], new LoaderOptions { BatchSize = folder.Count, Workers = 2 }).Single();

        Tensor images = transfer.Send(batch).Images;
        Assert.InRange(images.sub(expected).abs().mean().item<float>(), 0, 0.01 / 127.5 * 4);
    }

    private IEnumerable<(string Path, Tensor Expected)> Ask(string expression)
    {
        Dictionary<string, Tensor> answers = Peer.Run(
            $$"""
            import os, pictures
            pixels = {name: {{expression}} for name in pictures.make('{{_folder.Path}}') for path in [os.path.join('{{_folder.Path}}', name)]}
            pixels = {name.replace('.', '/'): tensor for name, tensor in pixels.items()}
            """,
            null, "pixels");
        Assert.True(answers.Count > 10);
        return answers.Select(answer => (_folder.File(answer.Key["pixels.".Length..].Replace('/', '.')), answer.Value));
    }

    // PIL widens the 5 bits of a colour in another way.
    private static double Tolerance(string path) => path.EndsWith("sixteen.bmp", StringComparison.Ordinal) ? 0.6 : 0;

    private static byte[] Colours(DecodedImage image)
    {
        byte[] pixels = image.Pixels.ToArray();
        return [.. pixels.Where((_, i) => i % DecodedImage.BytesPerPixel < 3)];
    }

    private static void AssertNear(Tensor expected, ReadOnlySpan<byte> actual, double mean, string what)
    {
        byte[] values = expected.contiguous().data<byte>().ToArray();
        Assert.Equal(values.Length, actual.Length);
        long difference = 0;
        for (int i = 0; i < values.Length; i++)
            difference += Math.Abs(values[i] - actual[i]);
        Assert.True(difference <= mean * values.Length, $"{what}: the mean difference is {(double)difference / values.Length} grey levels");
    }
}
