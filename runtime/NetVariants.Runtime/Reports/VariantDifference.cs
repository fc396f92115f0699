using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Compilation;
using NetVariants.Core.Declarations;

namespace NetVariants.Reports;

/// <summary>An argument in which two declarations differ.</summary>
/// <param name="Name">The argument: <c>layers</c> or an option.</param>
/// <param name="From">Its value in the first one.</param>
/// <param name="To">Its value in the second one.</param>
public sealed record OptionChange(string Name, string From, string To);

/// <summary>What makes one network of another, without building either: their declarations are lowered again.</summary>
public sealed class VariantDifference
{
    private readonly VariantDiff _diff;

    internal VariantDifference(CompiledVariant from, CompiledVariant to)
    {
        _diff = VariantDiff.Between(from, to);
        BaseName = from.Declaration.Name!;
        Options = [.. _diff.Options.Select(option => new OptionChange(option.Name, option.From, option.To))];
        FittingShare = (double)_diff.FittingParameters / to.Net!.ParameterCount;
        Text = _diff.ToText(BaseName, from.Net!, to.Net);
    }

    /// <summary>The first network's name.</summary>
    public string BaseName { get; }

    /// <summary>The arguments that differ.</summary>
    public IReadOnlyList<OptionChange> Options { get; }

    /// <summary>How many parameters the second network has more.</summary>
    public long Parameters => _diff.Parameters;

    /// <summary>How many multiply-accumulates it takes more for one image.</summary>
    public long Macs => _diff.Macs;

    /// <summary>How many bytes training keeps more for one image.</summary>
    public long ActivationBytes => _diff.ActivationBytes;

    /// <summary>How many layers it has more.</summary>
    public int Layers => _diff.Layers;

    /// <summary>The tensors of its state dict.</summary>
    public int Tensors => _diff.Tensors;

    /// <summary>Those that the first network has too, under their name and in their shape: a warm start fills them.</summary>
    public int FittingTensors => _diff.FittingTensors;

    /// <summary>The share of its parameters among them, 0 to 1.</summary>
    public double FittingShare { get; }

    /// <summary>All of it in a sentence.</summary>
    public string Text { get; }

    /// <summary>The difference in a sentence.</summary>
    public override string ToString() => Text;
}
