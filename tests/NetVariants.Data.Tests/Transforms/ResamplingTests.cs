using System;
using System.Collections.Generic;
using NetVariants.Data.Codecs;
using NetVariants.Data.Transforms;
using NetVariants.Tests.Peers;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.Data.Tests.Transforms;

/// <summary>Resized images against torchvision's.</summary>
public sealed class ResamplingTests : OracleImages
{
    [PeerTheory]
    [InlineData(224, 256)]
    [InlineData(64, 64)]
    [InlineData(300, 333)]
    public void Resize_and_center_crop_equal_torchvisions(int size, int resize)
    {
        using var scope = NewDisposeScope();
        var transform = new EvaluationTransform(size, resize);
        var pixels = new byte[3 * size * size];
        foreach (var (path, expected) in Ask($"images.evaluated(path, {size}, {resize})"))
        {
            using var image = ImageFile.Decode(path, Options);
            transform.Apply(image, default, pixels);

            AssertNear(expected, pixels, mean: Math.Max(0.01, Tolerance(path)), path);
        }
    }

    [PeerFact]
    public void A_resized_crop_equals_torchvisions()
    {
        using var scope = NewDisposeScope();
        MakeImages();
        var path = Folder.File("wide.jpg");
        var transform = new TrainingTransform();
        using var image = ImageFile.Decode(path, Options);
        var pixels = new byte[3 * 224 * 224];
        for (var i = 0; i < 12; i++)
        {
            var random = new RandomStream(5, i);
            var box = transform.Part(image.Width, image.Height, ref random);
            var expected = Peer.Run(
                $"import images\npart = images.part('{path}', {box.Top}, {box.Left}, {box.Height}, {box.Width}, 224)",
                null,
                "part")["part"];

            Resampling.Resize(image, new Framing(box, 224, 224, new Box(0, 0, 224, 224)), pixels);

            AssertNear(expected, pixels, mean: 0.01, $"{box}");
        }
    }

    [PeerTheory]
    [InlineData(224, 256, 1)]
    [InlineData(128, 160, 2)]
    [InlineData(80, 90, 4)]
    public void Decoding_at_reduced_size_differs_by_less_than_one_gray_level(int size, int resize, int reduction)
    {
        using var scope = NewDisposeScope();
        var transform = new EvaluationTransform(size, resize);
        var answers = Peer.Run(
            $$"""
            import os, images
            pixels = {
                name[:-4]: images.evaluated(os.path.join('{{Folder.Path}}', name), {{size}}, {{resize}})
                for name in images.make_large('{{Folder.Path}}')}
            """,
            null, "pixels");
        Assert.Equal(2, answers.Count);
        var pixels = new byte[3 * size * size];
        foreach (var (key, expected) in answers)
        {
            var path = Folder.File(key["pixels.".Length..] + ".jpg");
            using var image = ImageFile.Decode(path, Options, (width, height) => transform.Request(width, height, default, scaled: true));
            transform.Apply(image, default, pixels);

            Assert.Equal(reduction, image.Reduction);
            AssertNear(expected, pixels, mean: reduction == 1 ? 0.01 : 1, path);
        }
    }

    [PeerFact]
    public void A_crop_of_a_reduced_image_has_torchvisions_position()
    {
        using var scope = NewDisposeScope();
        Peer.Run($"import images\nnames = images.make_large('{Folder.Path}')\nnothing = 0", null, "nothing");
        var path = Folder.File("tall.jpg");
        var pixels = new byte[3 * 50 * 50];
        foreach (var (box, reduction) in new[]
        {
            (new Box(3, 5, 701, 633), 2),
            (new Box(555, 777, 949, 1223), 4),
            (new Box(1101, 1597, 403, 403), 2),
        })
        {
            var expected = Peer.Run(
                $"import images\npart = images.part('{path}', {box.Top}, {box.Left}, {box.Height}, {box.Width}, 50)",
                null,
                "part")["part"];
            using var image = ImageFile.Decode(path, Options, (width, height) => DecodeRequest.Whole(width, height, reduction));

            Resampling.Resize(image, new Framing(box, 50, 50, new Box(0, 0, 50, 50)), pixels);

            AssertNear(expected, pixels, mean: 1, $"{box}");
        }
    }
}
