using System.Collections.Generic;
using System.Linq;
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
    public void ActivationBytes_equal_what_PyTorch_saves(string name)
    {
        using var scope = NewDisposeScope();
        var info = Grid.All.Single(candidate => candidate.Name == name);

        var peer = Peer.Run(
            $"kept = counts.kept_bytes_of_an_image(variants.declared('{info.Declaration}'), {info.InChannels}, {info.ImageSize})",
            null,
            "kept");

        Assert.Equal(peer["kept"].ToInt64(), info.ActivationBytes);
    }
}
