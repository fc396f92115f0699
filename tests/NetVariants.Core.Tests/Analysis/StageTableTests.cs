using System;
using System.Linq;
using NetVariants.Core.Analysis;
using NetVariants.Core.Compilation;
using Xunit;

namespace NetVariants.Core.Tests.Analysis;

public sealed class StageTableTests
{
    /// <summary>The result of a stage is what the next one gets, whatever its last layer gives.</summary>
    [Theory]
    [InlineData(
        """ResNetVariant("eca", "1,1", Attention = Attention.ECA)""",
        "conv1 [N, 64, 112, 112]", "bn1 [N, 64, 112, 112]", "maxpool [N, 64, 56, 56]", "layer1 [N, 64, 56, 56]",
        "layer2 [N, 128, 28, 28]", "avgpool [N, 128, 1, 1]", "fc [N, 1000]")]
    [InlineData(
        """ResNetVariant("blur", "1,1", AntiAlias = AntiAlias.Blur)""",
        "conv1 [N, 64, 112, 112]", "bn1 [N, 64, 112, 112]", "maxpool.0 [N, 64, 112, 112]", "- [N, 64, 56, 56]",
        "layer1 [N, 64, 56, 56]", "layer2 [N, 128, 28, 28]", "avgpool [N, 128, 1, 1]", "fc [N, 1000]")]
    [InlineData(
        """ResNetVariant("avg", "1,1", AntiAlias = AntiAlias.Avg, StochasticDepthProb = 0.1)""",
        "conv1 [N, 64, 112, 112]", "bn1 [N, 64, 112, 112]", "maxpool [N, 64, 56, 56]",
        "layer1 [N, 64, 56, 56]", "layer2 [N, 128, 28, 28]", "avgpool [N, 128, 1, 1]", "fc [N, 1000]")]
    [InlineData(
        """VggVariant("blur", "64,M,128", AntiAlias = AntiAlias.Blur)""",
        "features.0 to 2 [N, 64, 223, 223]", "- [N, 64, 112, 112]", "features.3 [N, 128, 112, 112]", "avgpool [N, 128, 7, 7]",
        "classifier [N, 1000]")]
    [InlineData(
        """ConvNeXtVariant("two", "1,1")""",
        "features.0 to 1 [N, 96, 56, 56]", "features.2 to 3 [N, 192, 28, 28]", "avgpool [N, 192, 1, 1]", "classifier [N, 1000]")]
    [InlineData(
        """ViTVariant("vit", NumLayers = 1)""",
        "class_token [N, 1, 768]", "conv_proj [N, 768, 14, 14]", "encoder.pos_embedding [N, 197, 768]", "encoder.layers [N, 197, 768]",
        "encoder.ln [N, 197, 768]", "heads.head [N, 1000]")]
    public void Stages_have_the_shapes_of_their_results(string declaration, params string[] stages)
    {
        var net = VariantCompiler.CompileOrThrow(DeclarationText.Parse(declaration)!).Net!;

        Assert.Equal(stages, StageTable.Rows(net).Select(stage => FormattableString.Invariant($"{stage.Path} {stage.Output}")));
    }
}
