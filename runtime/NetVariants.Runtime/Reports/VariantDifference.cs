using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Declarations;

namespace NetVariants.Reports;

/// <summary>An argument in which two declarations differ.</summary>
/// <param name="Name">The argument: <c>layers</c> or an option.</param>
/// <param name="From">Its value in the first one.</param>
/// <param name="To">Its value in the second one.</param>
public sealed record OptionChange(string Name, string From, string To);

/// <summary>What makes one network of another, without building either: their declarations are lowered again.</summary>
/// <param name="BaseName">The first network's name.</param>
/// <param name="Options">The arguments that differ.</param>
/// <param name="Parameters">How many parameters the second network has more.</param>
/// <param name="Macs">How many multiply-accumulates it takes more for one image.</param>
/// <param name="ActivationBytes">How many bytes training keeps more for one image.</param>
/// <param name="Layers">How many layers it has more.</param>
/// <param name="Tensors">The tensors of its state dict.</param>
/// <param name="FittingTensors">Those that the first network has too, under their name and in their shape: a warm start fills them.</param>
/// <param name="FittingShare">The share of its parameters among them, 0 to 1.</param>
/// <param name="Text">All of it in a sentence.</param>
public sealed record VariantDifference(
    string BaseName,
    IReadOnlyList<OptionChange> Options,
    long Parameters,
    long Macs,
    long ActivationBytes,
    int Layers,
    int Tensors,
    int FittingTensors,
    double FittingShare,
    string Text)
{
    /// <summary>The difference in a sentence.</summary>
    public override string ToString() => Text;
}
