using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Declarations;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Families.Shared.BlockStrings;

/// <summary>
/// Builds the layers of a network of a block string under the name <c>features</c>: a stem, the blocks, and a last convolution.
/// </summary>
internal sealed class MobileLowering
{
    private const string Path = "features.";

    private readonly BlockStyle _style;
    private readonly GraphBuilder _graph;
    private readonly List<BlockEntry> _entries;
    private readonly MobileBlocks _blocks;

    /// <summary>Starts a network.</summary>
    /// <param name="graph">Where its nodes go.</param>
    /// <param name="style">The family's style.</param>
    /// <param name="entries">The block string.</param>
    /// <param name="activation">The network's activation, to which an entry's equal one adds nothing.</param>
    /// <param name="stem">The channels of the first convolution.</param>
    public MobileLowering(GraphBuilder graph, BlockStyle style, List<BlockEntry> entries, Activation activation, long stem)
    {
        (_graph, _style) = (graph, style);
        _entries = entries.ConvertAll(entry => entry with { Activation = entry.Activation == activation ? null : entry.Activation });
        var calls = new List<(BlockClass Class, BlockCall Call)>();
        var channels = stem;
        foreach (var entry in _entries)
        {
            if (!IsPlain(entry))
            {
                calls.Add((ClassOf(entry), BlockCall.FromEntry(entry, style, channels, isFirst: true)));
                if (entry.Blocks > 1)
                    calls.Add((ClassOf(entry), BlockCall.FromEntry(entry, style, style.Widen(entry.Channels), isFirst: false)));
            }

            channels = style.Widen(entry.Channels);
        }

        _blocks = new MobileBlocks(style, calls.ToLookup(call => call.Class, call => call.Call));
    }

    /// <summary>Adds the layers.</summary>
    /// <param name="image">The channels of the image.</param>
    /// <param name="stem">The channels of the first convolution.</param>
    /// <param name="stride">Its step.</param>
    /// <param name="last">From the channels of the last block to those of the last convolution.</param>
    /// <returns>The channels of the last map.</returns>
    public long Add(long image, long stem, long stride, System.Func<long, long> last)
    {
        var module = 0;
        Add(Path + Format.Integer(module++), image, stem, 3, stride);
        var channels = stem;
        foreach (var entry in _entries)
        {
            Stage(entry, channels, _style.IsFlat ? Path : Path + Format.Integer(module) + ".", _style.IsFlat ? module : 0);
            module += _style.IsFlat ? (int)entry.Blocks : 1;
            channels = _style.Widen(entry.Channels);
        }

        if (HasOwnLast())
            return channels;
        Add(Path + Format.Integer(module), channels, last(channels), 1, 1);
        return last(channels);
    }

    /// <summary>The network, once its head has been added to the graph.</summary>
    /// <param name="family">The family's name.</param>
    /// <param name="task">What it classifies.</param>
    /// <param name="features">The node of the last map.</param>
    /// <param name="linear">What the weights of linear layers start with.</param>
    public NetSpec ToSpec(string family, ImageTask task, int features, Init linear) => new(
        family,
        TensorShape.Map(task.InChannels, task.ImageSize),
        _blocks.ToArray(),
        _graph.Build(),
        EquatableArray<InitRule>.Of(
            new InitRule("Conv2d", "weight", new Init.KaimingNormal(FanOut: true)),
            new InitRule("Conv2d", "bias", new Init.Constant(0)),
            new InitRule("Linear", "weight", linear),
            new InitRule("Linear", "bias", new Init.Constant(0))),
        EquatableArray<int>.Of(features))
    {
        DepthBlocks = _blocks.Residuals,
    };

    /// <summary>Whether the text ends in the last convolution, as timm's do for MobileNetV3.</summary>
    private bool HasOwnLast() => _entries[_entries.Count - 1] is { Kernel: 1 } entry && IsPlain(entry);

    private void Add(string path, long input, long output, long kernel, long stride) =>
        _graph.Add(path, _blocks.Convolution(
            new BlockCall(input, output, output, kernel, stride, 1, 1, 0, Expands: false, Skips: false)));

    private void Stage(BlockEntry entry, long input, string path, int number)
    {
        var output = _style.Widen(entry.Channels);
        var one = BlockCall.FromEntry(entry, _style, input, isFirst: true);
        var first = Call(entry, one);
        var place = PlaceOf(entry, one);
        if (entry.Blocks > 1)
        {
            var following = BlockCall.FromEntry(entry, _style, output, isFirst: false);
            var other = Call(entry, following);
            if (other == first)
            {
                _graph.Add(path, new Repeat(entry.Blocks, number, first), place);
                return;
            }

            _graph.Add(path + Format.Integer(number), first, place);
            _graph.Add(path, new Repeat(entry.Blocks - 1, number + 1, other), PlaceOf(entry, following));
            return;
        }

        _graph.Add(path + Format.Integer(number), first, place);
    }

    /// <summary>The entry, or its groups where they divide no channels.</summary>
    private static TextSpan PlaceOf(BlockEntry entry, BlockCall call) =>
        call.DividesChannels(ClassOf(entry).IsFused) ? entry.Span : entry.GroupsSpan;

    private Call Call(BlockEntry entry, BlockCall call) =>
        IsPlain(entry) ? _blocks.Convolution(call, entry.Activation) : _blocks.Residual(ClassOf(entry), call);

    private static bool IsPlain(BlockEntry entry) => entry is { Kind: BlockKind.Convolution, Skips: false };

    private static BlockClass ClassOf(BlockEntry entry) => new(entry.Kind is BlockKind.Convolution or BlockKind.Fused, entry.Activation);
}
