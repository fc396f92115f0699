using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using NetVariants.Tests.Peers;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.Integration.Tests;

/// <summary>What training keeps for an image, against every byte that PyTorch's autograd says that it keeps.</summary>
public sealed class ActivationTests
{
    public static TheoryData<string> Names => [.. Grid.All.Select(info => info.Name)];

    [PeerTheory, MemberData(nameof(Names))]
    public void A_networks_activations_are_what_pytorch_keeps(string name)
    {
        using var scope = NewDisposeScope();
        var info = Grid.All.Single(candidate => candidate.Name == name);

        // A batch of one is none to a normalisation of a single pixel: what one image takes is told from two and three.
        Dictionary<string, Tensor> kept = Peer.Run(
            $"""
            model = variants.declared('{info.Declaration}')
            two = variants.kept_bytes(model, {info.InChannels}, {info.ImageSize}, 2)
            three = variants.kept_bytes(model, {info.InChannels}, {info.ImageSize}, 3)
            """,
            null, "two", "three");

        var more = kept["three"].ToInt64() - kept["two"].ToInt64();
        Assert.Equal(kept["two"].ToInt64() - more, info.ActivationBytes + Copied(info));
    }

    /// <summary>
    /// torchvision's dense blocks begin with a copy of what they get, ours with the map itself. After a pool, which does not keep what it gives, that is all
    /// the same; the small stem's ReLU keeps it, and then torchvision keeps both.
    /// </summary>
    private static long Copied(VariantInfo info)
    {
        Match stem = Regex.Match(info.Declaration, @"^DenseNetVariant.*NumInitFeatures = (\d+).*Stem\.Small");
        return stem.Success ? 4L * int.Parse(stem.Groups[1].Value, CultureInfo.InvariantCulture) * info.ImageSize * info.ImageSize : 0;
    }
}
