using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Families.Shared;

/// <summary>
/// Squeeze and excitation (<see href="https://arxiv.org/abs/1709.01507">Hu et al., 2018</see>), with timm's and torchvision's names.
/// </summary>
internal static class SqueezeExcitation
{
    /// <summary>The block's usual name.</summary>
    public const string Name = "SqueezeExcitation";

    /// <summary>What its result is, as a variable.</summary>
    public const string ResultName = "weighted";

    /// <summary>The block; it takes the map's channels and those of the squeezing layer.</summary>
    /// <param name="gate">What makes factors of the second layer's result.</param>
    /// <param name="name">The block's name.</param>
    public static BlockDef Create(Op gate, string name = Name)
    {
        Arg channels = Arg.Parameter(0), squeeze = Arg.Parameter(1);
        var graph = new GraphBuilder();
        graph.Add("", new Mean(MapAxes.Pixels));
        graph.Add("fc1", new Conv2d(channels, squeeze, 1), result: "squeezed");
        graph.Add("", new ReLU());
        graph.Add("fc2", new Conv2d(squeeze, channels, 1), result: "excited");
        graph.Add("", gate);
        graph.Join(new Mul(), GraphSpec.Input, graph.Last);
        return new BlockDef(
            name,
            "Squeeze-and-excitation: scales each channel by a gate, two convolutions over the channels' means",
            EquatableArray<BlockParameter>.Of(
                new BlockParameter("channels", "Channels of the map"), new BlockParameter("squeeze", "Channels of the squeezing layer")),
            graph.Build())
        {
            ResultName = ResultName,
        };
    }
}
