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
    /// <exception cref="ArgumentException">The declaration is invalid: the information does not come from a generated model.</exception>
    public static VariantDescription Describe(this VariantInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        var net = VariantCompiler.Compile(info.Declaration).Net!;
        return new VariantDescription(
            info,
            [.. LayerTable.Rows(net).Select(
                row => new LayerDescription(row.Path, row.Operation, row.Output.ToString(), row.ParameterCount, row.Macs))]);
    }

    /// <summary>What changes from one variant to another of its family: <c>ResNet18.Info.DiffTo(SEResNet18.Info)</c>.</summary>
    /// <exception cref="ArgumentException">The variants are of two families, or a declaration is invalid.</exception>
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

    /// <summary>Why variants of two families are not compared.</summary>
    internal static string WhyIncomparable(string from, string to) =>
        $"{from} and {to} have no options in common: only variants of one family are compared.";

    private static VariantDifference Compare(string from, string to)
    {
        var before = VariantCompiler.Compile(from);
        var after = VariantCompiler.Compile(to);
        if (before.Declaration.Attribute != after.Declaration.Attribute)
            throw new ArgumentException(WhyIncomparable(before.Net!.Spec.Family, after.Net!.Spec.Family), nameof(to));
        return new VariantDifference(before, after);
    }
}
