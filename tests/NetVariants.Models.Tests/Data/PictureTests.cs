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
public sealed class PictureTests : IDisposable
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
            AssertNear(expected, image.Pixels, mean: path.EndsWith("inks.jpg", StringComparison.Ordinal) ? 0.5 : 0, path);
        }
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

            AssertNear(expected, pixels, mean: path.EndsWith("inks.jpg", StringComparison.Ordinal) ? 0.5 : 0.01, path);
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

            Resampling.Resize(image.Pixels, image.Width, box, pixels, 224, 224, new Box(0, 0, 224, 224));

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
        Resampling.Resize(image.Pixels, image.Width, new Box(0, 0, image.Width, image.Height), original, Size, Size, new Box(0, 0, Size, Size));
        Action<byte[]>[] changes =
        [
            pixels => ColorJitter.Brighten(pixels, 1.3),
            pixels => ColorJitter.Sharpen(pixels, 0.6),
            pixels => ColorJitter.Saturate(pixels, 1.7),
            pixels => ColorJitter.ShiftHue(pixels, 0.2),
            pixels => ColorJitter.ShiftHue(pixels, -0.1),
        ];
        foreach ((int i, Action<byte[]> change) in changes.Index())
        {
            byte[] pixels = [.. original];
            change(pixels);
            AssertNear(expected[i], pixels, mean: 0.05, $"change {i}");
        }
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
