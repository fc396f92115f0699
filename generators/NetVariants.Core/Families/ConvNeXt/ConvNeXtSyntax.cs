using System.Collections.Generic;
using NetVariants.Core.Declarations;
using NetVariants.Core.Families.Shared;

namespace NetVariants.Core.Families.ConvNeXt;

/// <summary>What a ConvNeXt declaration says.</summary>
/// <param name="Stages">The stages.</param>
/// <param name="LayerScale">What the factors of each branch's channels start with.</param>
/// <param name="Kernel">The side of the depthwise kernels, odd.</param>
/// <param name="MlpRatio">A block's inner channels as a multiple of its own.</param>
/// <param name="StemPatch">The side of the squares of which the first convolution makes a pixel each.</param>
/// <param name="Eps">What normalizations add to the variance.</param>
/// <param name="GlobalPool">The head's pool.</param>
/// <param name="Dropout">The probability of zeroing a feature before the head.</param>
/// <param name="Task">What the network classifies.</param>
internal sealed record ConvNeXtSyntax(
    List<ConvNeXtStage> Stages, double LayerScale, int Kernel, int MlpRatio, int StemPatch, double Eps, GlobalPool GlobalPool,
    double Dropout, ImageTask Task);

/// <summary>A stage: blocks of one width.</summary>
/// <param name="Blocks">The number of blocks.</param>
/// <param name="Width">Their channels.</param>
/// <param name="Span">The token.</param>
internal readonly record struct ConvNeXtStage(long Blocks, long Width, TextSpan Span);
