using System;
using System.Collections.Generic;
using NetVariants.Data.Codecs;
using NetVariants.Data.Transforms;
using NetVariants.Tests.Peers;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.Data.Tests.Transforms;

/// <summary>Resized pictures against torchvision's.</summary>
public sealed class ResamplingTests : OraclePictures
{
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
            using DecodedImage image = ImageFile.Decode(path, Options);
            transform.Apply(image, default, pixels);

            AssertNear(expected, pixels, mean: Math.Max(0.01, Tolerance(path)), path);
        }
    }

    [PeerFact]
    public void A_resized_part_is_torchvisions()
    {
        using DisposeScope scope = NewDisposeScope();
        MakePictures();
        string path = Folder.File("wide.jpg");
        TrainingTransform transform = new();
        using DecodedImage image = ImageFile.Decode(path, Options);
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
            pixels = {name[:-4]: pictures.evaluated(os.path.join('{{Folder.Path}}', name), {{size}}, {{resize}}) for name in pictures.make_large('{{Folder.Path}}')}
            """,
            null, "pixels");
        Assert.Equal(2, answers.Count);
        byte[] pixels = new byte[3 * size * size];
        foreach ((string key, Tensor expected) in answers)
        {
            string path = Folder.File(key["pixels.".Length..] + ".jpg");
            using DecodedImage image = ImageFile.Decode(path, Options, (width, height) => transform.Request(width, height, default, scaled: true));
            transform.Apply(image, default, pixels);

            Assert.Equal(reduction, image.Reduction);
            AssertNear(expected, pixels, mean: reduction == 1 ? 0.01 : 1, path);
        }
    }

    [PeerFact]
    public void A_part_of_a_reduced_picture_lies_where_torchvisions_lies()
    {
        using DisposeScope scope = NewDisposeScope();
        Peer.Run($"import pictures\nnames = pictures.make_large('{Folder.Path}')\nnothing = 0", null, "nothing");
        string path = Folder.File("tall.jpg");
        byte[] pixels = new byte[3 * 50 * 50];
        foreach ((Box box, int reduction) in new[] { (new Box(3, 5, 701, 633), 2), (new Box(555, 777, 949, 1223), 4), (new Box(1101, 1597, 403, 403), 2) })
        {
            Tensor expected = Peer.Run($"import pictures\npart = pictures.part('{path}', {box.Top}, {box.Left}, {box.Height}, {box.Width}, 50)", null, "part")["part"];
            using DecodedImage image = ImageFile.Decode(path, Options, (width, height) => DecodeRequest.Whole(width, height, reduction));

            Resampling.Resize(image, new Framing(box, 50, 50, new Box(0, 0, 50, 50)), pixels);

            AssertNear(expected, pixels, mean: 1, $"{box}");
        }
    }
}
