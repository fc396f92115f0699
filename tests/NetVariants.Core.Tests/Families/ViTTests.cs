using System.Linq;
using NetVariants.Core.Analysis;
using Xunit;

namespace NetVariants.Core.Tests.Families;

/// <summary>Vision transformers. The counts are torchvision 0.14's, measured at 224×224 and 1000 classes.</summary>
public sealed class ViTTests
{
    private const string Large = "NumLayers = 24, NumHeads = 16, HiddenDim = 1024, MlpDim = 4096";

    [Theory]
    [InlineData("PatchSize = 16", 86_567_656, 17_563_828_224)]
    [InlineData("PatchSize = 32", 88_224_232, 4_409_186_304)]
    [InlineData("PatchSize = 16, " + Large, 304_326_632, 61_554_712_576)]
    [InlineData("PatchSize = 32, " + Large, 306_535_400, 15_377_539_072)]
    [InlineData("PatchSize = 14, NumLayers = 32, NumHeads = 16, HiddenDim = 1280, MlpDim = 5120", 632_045_800, 167_295_109_120)]
    public void A_networks_counts_are_torchvisions(string knobs, long parameters, long macs)
    {
        var network = Variants.Read($"ViTVariant(\"net\", {knobs})").Net();

        Assert.Equal(parameters, network.ParameterCount);
        Assert.Equal(macs, network.Macs);
    }

    [Fact]
    public void Depth_memory_and_entries_of_the_base_one_are_torchvisions()
    {
        var network = Variants.Read("ViTVariant(\"net\")").Net();

        Assert.Equal(50, network.LayerCount);
        Assert.Equal(152, StateDict.Of(network).Count);
        // The head reads one token of 197, and as long as its view lives, so does what it is a view of. Of 12 heads' 197×197 weights, which
        // PyTorch 1.13 keeps in each of 12 blocks, libtorch 2.10 keeps a number for each row.
        Assert.Equal(139_799_080 + (196 * 768 * 4) - (12 * 12 * 197 * 196 * 4), network.ActivationBytes);
    }

    [Fact]
    public void A_vision_transformer_takes_images_of_its_own_size_alone() =>
        Assert.Equal("exactly 224×224", Variants.Read("ViTVariant(\"net\", NumLayers = 1)").Net().ImageRule.ToString());

    [Fact]
    public void State_entries_have_torchvisions_names_and_order() =>
        Assert.Equal(
            [
                "class_token", "conv_proj.weight", "conv_proj.bias", "encoder.pos_embedding",
                "encoder.layers.encoder_layer_0.ln_1.weight", "encoder.layers.encoder_layer_0.ln_1.bias",
                "encoder.layers.encoder_layer_0.self_attention.in_proj_weight",
                "encoder.layers.encoder_layer_0.self_attention.in_proj_bias",
                "encoder.layers.encoder_layer_0.self_attention.out_proj.weight",
                "encoder.layers.encoder_layer_0.self_attention.out_proj.bias",
                "encoder.layers.encoder_layer_0.ln_2.weight", "encoder.layers.encoder_layer_0.ln_2.bias",
                "encoder.layers.encoder_layer_0.mlp.0.weight", "encoder.layers.encoder_layer_0.mlp.0.bias",
                "encoder.layers.encoder_layer_0.mlp.3.weight", "encoder.layers.encoder_layer_0.mlp.3.bias",
                "encoder.ln.weight", "encoder.ln.bias", "heads.pre_logits.weight", "heads.pre_logits.bias", "heads.head.weight",
                "heads.head.bias",
            ],
            StateDict.Of(
                Variants.Read("ViTVariant(\"net\", NumLayers = 1, RepresentationSize = 8)").Net()).Select(entry => entry.Name));

    [Fact]
    public void Registers_and_scales_have_entries_of_their_own()
    {
        const string Options = "NumLayers = 1, HiddenDim = 8, NumHeads = 1, RegTokens = 4, LayerScale = 0.1, Pool = TokenPool.Mean";
        var network = Variants.Read($"ViTVariant(\"net\", {Options})").Net();

        var entries = StateDict.Of(network).ToDictionary(entry => entry.Name, entry => entry.Shape);
        Assert.Equal(["class_token", "reg_token", "conv_proj.weight"], entries.Keys.Take(3));
        Assert.Equal([1, 4, 8], entries["reg_token"]);
        Assert.Equal([1, 1 + 4 + 196, 8], entries["encoder.pos_embedding"]);
        Assert.Equal(
            ["layer_scale_1", "layer_scale_2", "ln_1.weight"],
            entries.Keys.Where(name => name.Contains("encoder_layer_0", System.StringComparison.Ordinal)).Take(3)
                .Select(name => name["encoder.layers.encoder_layer_0.".Length..]));
        Assert.Equal([8], entries["encoder.layers.encoder_layer_0.layer_scale_2"]);
    }

    [Fact]
    public void Both_branches_of_each_block_are_dropped() => Assert.Equal(
        6,
        Variants.Read("ViTVariant(\"net\", NumLayers = 3, StochasticDepthProb = 0.1)").Net().Graph.Nodes
            .Count(node => node.Op.GetType().Name == "DropImages"));

    [Theory]
    [InlineData("PatchSize = 15", "NV2002 PatchSize 0+0: 15 | a divisor of ImageSize, 224")]
    [InlineData("ImageSize = 8", "NV2002 ImageSize 0+0: 8 | a multiple of PatchSize, 16")]
    [InlineData("ImageSize = 225, PatchSize = 32", "NV2002 PatchSize 0+0: 32 | a divisor of ImageSize, 225")]
    [InlineData("HiddenDim = 200", "NV2002 HiddenDim 0+0: 200 | a multiple of NumHeads, 12")]
    [InlineData("NumHeads = 5", "NV2002 NumHeads 0+0: 5 | a divisor of HiddenDim, 768")]
    [InlineData("ImageSize = 65536, PatchSize = 1", "NV2002 ImageSize 0+0: 65536 | at most 46340, for fewer than 2^31 tokens")]
    [InlineData("NumLayers = 1024", "NV2002 NumLayers 0+0: 1024 | 1 to 1023")]
    [InlineData("RegTokens = 65537", "NV2002 RegTokens 0+0: 65537 | 0 to 65536")]
    [InlineData("LayerScale = -0.1", "NV2002 LayerScale 0+0: -0.1 | 0 or more")]
    [InlineData("StochasticDepthProb = 1.5", "NV2002 StochasticDepthProb 0+0: 1.5 | 0 to 1")]
    public void A_declaration_that_does_not_fit_is_a_problem(string knobs, string problem) =>
        Assert.Equal([problem], Variants.Read($"ViTVariant(\"net\", {knobs})").Problems());

    [Fact]
    public void A_list_of_layers_is_a_problem() => Assert.Equal(
        ["NV2009 layers 0+0: layers | is a list of layers, and a vision transformer's are NumLayers equal blocks"],
        Variants.Declare("ViTVariant", "net", "3,4").Problems());
}
