using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Data.Codecs;
using NetVariants.Tests;
using NetVariants.Tests.Peers;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.Data.Tests;

/// <summary>Images that tests/peers/images.py writes to a folder, with the pixels that PIL and torchvision make of them.</summary>
public abstract class OracleImages : IDisposable
{
    private protected static DecodeOptions Options { get; } = new ImageFolderOptions().Decoding;

    private protected TemporaryFolder Folder { get; } = new();

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Writes the small images to the folder.</summary>
    private protected void MakeImages() =>
        Peer.Run($"import images\nnames = images.make('{Folder.Path}')\nnothing = 0", null, "nothing");

    private protected IEnumerable<(string Path, Tensor Expected)> Ask(string expression)
    {
        var answers = Peer.Run(
            $$"""
            import os, images
            pixels = {name: {{expression}} for name in images.make('{{Folder.Path}}') for path in [os.path.join('{{Folder.Path}}', name)]}
            pixels = {name.replace('.', '/'): tensor for name, tensor in pixels.items()}
            """,
            null, "pixels");
        Assert.True(answers.Count > 10);
        return answers.Select(answer => (Folder.File(answer.Key["pixels.".Length..].Replace('/', '.')), answer.Value));
    }

    // PIL widens the 5 bits of a colour in another way.
    private protected static double Tolerance(string path) => path.EndsWith("sixteen.bmp", StringComparison.Ordinal) ? 0.6 : 0;

    private protected static byte[] Colours(DecodedImage image)
    {
        var pixels = image.Pixels.ToArray();
        return [.. pixels.Where((_, i) => i % DecodedImage.BytesPerPixel < 3)];
    }

    private protected static void AssertNear(Tensor expected, ReadOnlySpan<byte> actual, double mean, string what)
    {
        var values = expected.contiguous().data<byte>().ToArray();
        Assert.Equal(values.Length, actual.Length);
        long difference = 0;
        for (var i = 0; i < values.Length; i++)
            difference += Math.Abs(values[i] - actual[i]);
        Assert.True(difference <= mean * values.Length, $"{what}: the mean difference is {(double)difference / values.Length} grey levels");
    }
}
