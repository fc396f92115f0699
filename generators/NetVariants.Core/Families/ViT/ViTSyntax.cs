using System;
using NetVariants.Core.Declarations;
using NetVariants.Core.Families.Shared;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Families.ViT;

/// <summary>What a declaration of a vision transformer says.</summary>
/// <param name="PatchSize">The side of the squares of which the first convolution makes a token each.</param>
/// <param name="Blocks">The number of blocks.</param>
/// <param name="Heads">The heads of each attention.</param>
/// <param name="Channels">The channels of a token.</param>
/// <param name="MlpChannels">The channels between a block's two linear layers.</param>
/// <param name="Representation">The features of a layer before the head's; 0 for none.</param>
/// <param name="RegTokens">The tokens besides the class token that belong to no patch.</param>
/// <param name="Pool">What the head reads.</param>
/// <param name="LayerScale">What the factors of each branch's channels start with; 0 for no factors.</param>
/// <param name="Eps">What normalizations add to the variance.</param>
/// <param name="Dropout">The probability of zeroing a number of tokens and of each branch.</param>
/// <param name="AttentionDropout">The probability of zeroing a weight of an attention.</param>
/// <param name="Task">What the network classifies.</param>
internal sealed record ViTSyntax(
    int PatchSize, int Blocks, int Heads, int Channels, int MlpChannels, int Representation, int RegTokens, TokenPool Pool,
    double LayerScale, double Eps, double Dropout, double AttentionDropout, ImageTask Task)
{
    /// <summary>The patches of an image.</summary>
    public long Patches => (long)(Task.ImageSize / PatchSize) * (Task.ImageSize / PatchSize);

    /// <summary>The declaration; null where a problem is noted.</summary>
    public static ViTSyntax? Read(DeclarationReader reader)
    {
        var eps = reader.Ratio(MixKnobs.NormEps);
        var syntax = new ViTSyntax(
            reader.Count(ViTFamily.PatchSize),
            reader.Count(ViTFamily.NumLayers),
            reader.Count(ViTFamily.NumHeads),
            reader.Count(ViTFamily.HiddenDim),
            reader.Count(ViTFamily.MlpDim),
            reader.Count(ViTFamily.RepresentationSize),
            reader.Count(ViTFamily.RegTokens),
            reader.Choice<TokenPool>(ViTFamily.Pool),
            reader.Factor(ViTFamily.LayerScale),
            eps > 0 ? eps : LayerNormFunction.DefaultEps,
            reader.Ratio(MixKnobs.Dropout),
            reader.Ratio(ViTFamily.AttentionDropout),
            reader.Task());
        if (!ListReader.IsBlank(reader.Layers))
            reader.Problems.Add(
                DiagnosticIds.Conflict, Problem.LayersArgument, Problem.LayersArgument,
                "is a list of layers, and a vision transformer's are NumLayers equal blocks");
        // Besides the class token and the registers.
        var mostPatches = int.MaxValue - 1 - syntax.RegTokens;
        if (syntax.Task.ImageSize % syntax.PatchSize != 0)
        {
            reader.Indivisible(ViTFamily.PatchSize, syntax.PatchSize, CommonKnobs.ImageSize, syntax.Task.ImageSize);
        }
        else if (syntax.Patches > mostPatches)
        {
            var most = (long)Math.Sqrt(mostPatches) * syntax.PatchSize;
            reader.Problems.Add(
                DiagnosticIds.OutOfRange, CommonKnobs.ImageSize.Name, Format.Integer(syntax.Task.ImageSize),
                "at most " + Format.Integer(most) + ", for fewer than 2^31 tokens");
        }

        if (syntax.Channels % syntax.Heads != 0)
            reader.Indivisible(ViTFamily.NumHeads, syntax.Heads, ViTFamily.HiddenDim, syntax.Channels);
        return reader.Problems.IsEmpty ? syntax : null;
    }
}
