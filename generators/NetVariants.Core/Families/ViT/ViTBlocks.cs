using System;
using System.Linq;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Families.ViT;

/// <summary>The blocks of torchvision's <c>vision_transformer.py</c>, and PyTorch's attention of a sequence to itself.</summary>
internal static class ViTBlocks
{
    /// <summary>Indices into the network's blocks.</summary>
    public const int EncoderBlock = 1;

    private const int SelfAttention = 0;
    private const int Projections = 3;

    private static readonly string[] s_scales = ["layer_scale_1", "layer_scale_2"];

    /// <summary>The blocks.</summary>
    public static EquatableArray<BlockDef> Create(ViTSyntax syntax) => EquatableArray<BlockDef>.Of(Attention(syntax), Encoder(syntax));

    /// <summary>
    /// PyTorch's <c>MultiheadAttention</c> with the batch first. One product gives queries, keys and values, each of all heads.
    /// </summary>
    private static BlockDef Attention(ViTSyntax syntax)
    {
        long channels = syntax.Channels, heads = syntax.Heads;
        var graph = new GraphBuilder();
        var weight = graph.Add(
            new NodeSpec("in_proj_weight", new Parameter(Layout.Tokens, channels, Projections * channels, 1) { IsMatrix = true }, default));
        var bias = graph.Add(new NodeSpec("in_proj_bias", new Parameter(Layout.Flat, Projections * channels, 1, 1), default));
        graph.Join(new LinearFunction(channels, Projections * channels), GraphSpec.Input, weight, bias);
        graph.Add("", new SplitChannels(Projections * heads));
        var rows = graph.Add("", new SwapRows(), result: "heads");
        var queries = graph.Add("", new TakeRows(0, heads), rows, result: "queries");
        var keys = graph.Add("", new TakeRows(heads, heads), rows, result: "keys");
        var values = graph.Add("", new TakeRows(2 * heads, heads), rows, result: "values");
        graph.Join(new DotProductAttention(syntax.AttentionDropout), queries, keys, values);
        graph.Add("", new SwapRows(), result: "tokens");
        graph.Add("", new JoinChannels());
        graph.Add("out_proj", new Linear(channels, channels));
        return new BlockDef(
            "MultiheadAttention",
            "Multi-head self-attention of the tokens",
            default,
            graph.Build(),
            EquatableArray<InitRule>.Of(
                new InitRule(nameof(Parameter), "", new Init.XavierUniform(), "in_proj_weight"),
                new InitRule("Linear", "bias", new Init.Constant(0), "out_proj")))
        {
            ResultName = "attended",
        };
    }

    private static BlockDef Encoder(ViTSyntax syntax)
    {
        long channels = syntax.Channels, inner = syntax.MlpChannels;
        var norm = new LayerNorm(channels) { Eps = syntax.Eps };
        var graph = new GraphBuilder();
        var names = syntax.LayerScale == 0 ? Array.Empty<string>() : s_scales;
        var scales = names.Select(name => graph.Add(new NodeSpec(name, new Parameter(Layout.Flat, channels, 1, 1), default))).ToArray();
        graph.Add("ln_1", norm, GraphSpec.Input);
        graph.Add("self_attention", new Call(SelfAttention, default));
        AddDropout();
        AddScale(0);
        var attended = graph.Join(new Add(), graph.Last, GraphSpec.Input);
        graph.Add("ln_2", norm, attended);
        graph.Add("mlp.0", new Linear(channels, inner), result: "expanded");
        graph.Add("", new ReLU());
        AddDropout();
        graph.Add("mlp.3", new Linear(inner, channels));
        AddDropout();
        AddScale(1);
        graph.Join(new Add(), graph.Last, attended);
        return new BlockDef(
            "EncoderBlock",
            "Attention, then two linear layers for each token, both added to what they get",
            default,
            graph.Build(),
            new EquatableArray<InitRule>(
                names.Select(name => new InitRule(nameof(Parameter), "", new Init.Constant(syntax.LayerScale), name))));

        void AddDropout()
        {
            if (syntax.Dropout > 0)
                graph.Add("", new Dropout(syntax.Dropout));
        }

        void AddScale(int branch)
        {
            if (scales.Length > 0)
                graph.Join(new Mul(), graph.Last, scales[branch]);
        }
    }
}
