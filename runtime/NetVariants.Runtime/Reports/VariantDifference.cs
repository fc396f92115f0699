using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Core;
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

/// <summary>Compares variants.</summary>
public static class VariantComparing
{
    /// <summary>What changes from one variant to another of its family: <c>ResNet18.Info.DiffTo(SEResNet18.Info)</c>.</summary>
    /// <exception cref="ArgumentException">The variants are of two families, or a declaration is none or one with faults.</exception>
    public static VariantDifference DiffTo(this VariantInfo info, VariantInfo other)
    {
        ArgumentNullException.ThrowIfNull(info);
        ArgumentNullException.ThrowIfNull(other);
        return Compare(info.Declaration, other.Declaration);
    }

    /// <summary>What changes from the base of a variant to the variant; null where it derives from none.</summary>
    public static VariantDifference? DiffFromBase(this VariantInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        return info.BaseDeclaration is { } origin ? Compare(origin, info.Declaration) : null;
    }

    /// <summary>Compiles a declaration as <see cref="VariantInfo.Declaration"/> has it.</summary>
    internal static CompiledVariant Compile(string text)
    {
        var declaration = DeclarationText.Parse(text)
            ?? throw new ArgumentException($"'{text}' is no declaration of a variant.", nameof(text));
        var variant = VariantCompiler.Compile(declaration);
        if (variant.Net is not null)
            return variant;
        var problem = variant.Problems[0];
        throw new ArgumentException(
            $"The declaration {text} has a fault in '{problem.Argument}' ({problem.Id}: {string.Join(", ", problem.Details)}).",
            nameof(text));
    }

    private static VariantDifference Compare(string from, string to)
    {
        var before = Compile(from);
        var after = Compile(to);
        if (before.Declaration.Attribute != after.Declaration.Attribute)
            throw new ArgumentException(
                $"{before.Net!.Spec.Family} and {after.Net!.Spec.Family} have no options in common: only variants of one family "
                    + "are compared.",
                nameof(to));
        var diff = VariantDiff.Of(before, after);
        return new VariantDifference(
            before.Declaration.Name!,
            [.. diff.Options.Select(option => new OptionChange(option.Name, option.From, option.To))],
            diff.Parameters,
            diff.Macs,
            diff.ActivationBytes,
            diff.Layers,
            diff.Tensors,
            diff.FittingTensors,
            (double)diff.FittingParameters / after.Net!.ParameterCount,
            diff.ToText(before.Declaration.Name!, before.Net!, after.Net!));
    }
}
