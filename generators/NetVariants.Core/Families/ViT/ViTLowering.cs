using System;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Families.ViT;

/// <summary>
/// Builds the graph of a vision transformer: the modules of torchvision's <c>vision_transformer.py</c> under their names.
/// </summary>
internal static class ViTLowering
{
    private const string Positions = "pos_embedding";
    private const string Registers = "reg_token";
    private const string Head = "heads.head";
    private const string Representation = "heads.pre_logits";

    public static NetSpec Lower(ViTSyntax syntax)
    {
        long channels = syntax.Channels;
        var graph = new GraphBuilder();
        var token = graph.Add(new NodeSpec("class_token", new Parameter(Layout.Tokens, channels, 1, 1), default));
        var registers = syntax.RegTokens == 0
            ? -1
            : graph.Add(new NodeSpec(Registers, new Parameter(Layout.Tokens, channels, syntax.RegTokens, 1), default));
        graph.Add(
            "conv_proj",
            new Conv2d(syntax.Task.InChannels, channels, syntax.PatchSize) { Stride = syntax.PatchSize },
            GraphSpec.Input,
            result: "patches");
        graph.Add("", new ToGrid());
        var patches = graph.Add("", new ToTokens());
        var tokens = graph.Join(new ExpandToken(), token, patches);
        tokens = registers < 0
            ? graph.Join(new JoinTokens(), tokens, patches)
            : graph.Join(new JoinTokens(), tokens, graph.Join(new ExpandToken(), registers, patches), patches);
        var prefix = 1 + syntax.RegTokens;
        var positions = graph.Add(
            new NodeSpec("encoder." + Positions, new Parameter(Layout.Tokens, channels, prefix + syntax.Patches, 1), default));
        graph.Join(new Add(), tokens, positions);
        if (syntax.Dropout > 0)
            graph.Add("", new Dropout(syntax.Dropout));
        var block = new Call(ViTBlocks.EncoderBlock, default);
        graph.Add("encoder.layers.encoder_layer_", new Repeat(syntax.Blocks, 0, block), result: "encoded");
        var features = graph.Add("encoder.ln", new LayerNorm(channels) { Eps = syntax.Eps });
        if (syntax.Pool == TokenPool.Mean)
        {
            graph.Add("", new TakeRows(prefix, syntax.Patches));
            graph.Add("", new MeanTokens());
        }
        else
        {
            graph.Add("", new TakeToken());
        }

        if (syntax.Representation > 0)
        {
            graph.Add(Representation, new Linear(channels, syntax.Representation));
            graph.Add("heads.act", new Tanh());
            channels = syntax.Representation;
        }

        graph.Add(Head, new Linear(channels, syntax.Task.NumClasses));
        return new NetSpec(
            "ViT",
            TensorShape.Map(syntax.Task.InChannels, syntax.Task.ImageSize),
            ViTBlocks.Create(syntax),
            graph.Build(),
            InitOf(syntax),
            EquatableArray<int>.Of(features))
        {
            BlockLayout = Layout.Tokens,
        };
    }

    private static EquatableArray<InitRule> InitOf(ViTSyntax syntax)
    {
        var patch = (double)syntax.Task.InChannels * syntax.PatchSize * syntax.PatchSize;
        var zero = new Init.Constant(0);
        var xavier = new Init.XavierUniform();
        var tiny = new Init.Normal(1e-6);
        var rules = EquatableArray<InitRule>.Of(
            new InitRule(nameof(Parameter), "", new Init.Normal(0.02), Positions),
            // torchvision cuts the distribution at ±2: for patches of 3 numbers and more, beyond 3 deviations.
            new InitRule("Conv2d", "weight", new Init.Normal(Math.Sqrt(1 / patch))),
            new InitRule("Conv2d", "bias", zero),
            new InitRule("Linear", "weight", xavier, "mlp.0"),
            new InitRule("Linear", "bias", tiny, "mlp.0"),
            new InitRule("Linear", "weight", xavier, "mlp.3"),
            new InitRule("Linear", "bias", tiny, "mlp.3"),
            new InitRule("Linear", "weight", zero, Head),
            new InitRule("Linear", "bias", zero, Head));
        if (syntax.RegTokens > 0)
            rules = new EquatableArray<InitRule>([.. rules, new InitRule(nameof(Parameter), "", tiny, Registers)]);
        return syntax.Representation == 0 ? rules : new EquatableArray<InitRule>(
        [
            .. rules,
            new InitRule("Linear", "weight", new Init.Normal(Math.Sqrt(1.0 / syntax.Channels)), Representation),
            new InitRule("Linear", "bias", zero, Representation),
        ]);
    }
}
