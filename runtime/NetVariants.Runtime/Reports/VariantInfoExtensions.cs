using System;
using System.Linq;
using NetVariants.Core.Analysis;
using NetVariants.Core.Compilation;
using NetVariants.Core.Declarations;

namespace NetVariants.Reports;

/// <summary>Describes and compares variants.</summary>
public static class VariantInfoExtensions
{
    /// <summary>The network layer by layer.</summary>
    /// <exception cref="ArgumentException">The information's declaration is none, or is in error: it does not come from a generated
    /// model.</exception>
    public static VariantDescription Describe(this VariantInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        var net = Compile(info.Declaration).Net!;
        return new VariantDescription(
            info,
            [.. LayerTable.Of(net).Select(
                row => new LayerDescription(row.Path, row.Operation, row.Output.ToString(), row.ParameterCount, row.Macs))]);
    }

    /// <summary>What changes from one variant to another of its family: <c>ResNet18.Info.DiffTo(SEResNet18.Info)</c>.</summary>
    /// <exception cref="ArgumentException">The variants are of two families, or a declaration is none or in error.</exception>
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
            $"The declaration {text} is in error at '{problem.Argument}' ({problem.Id}: {string.Join(", ", problem.Details)}).",
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
