using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Interleaves groups of channels: channel g · C/groups + i of [N, C, …] becomes channel i · groups + g.</summary>
public sealed partial class ChannelShuffle : ParameterLessModule<Tensor, Tensor>
{
    internal ChannelShuffle(long groups) : base(nameof(ChannelShuffle)) => this.groups = groups;

    /// <summary>How many groups the channels form.</summary>
    public long groups { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => tensor.channel_shuffle(groups);
}
