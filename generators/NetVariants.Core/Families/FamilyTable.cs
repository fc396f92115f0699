using System.Collections.Generic;
using NetVariants.Core.Families.DenseNet;
using NetVariants.Core.Families.ResNet;
using NetVariants.Core.Families.Vgg;

namespace NetVariants.Core.Families;

/// <summary>The one list of families: a row maps an attribute to its front end.</summary>
public static class FamilyTable
{
    /// <summary>All families.</summary>
    public static IReadOnlyList<Family> Families { get; } = new[]
    {
        new Family(
            "VGG",
            "VggVariant",
            VggKnobs.All,
            usualLayers: "64,M",
            reader => VggParser.Parse(reader) is { } syntax ? VggLowering.Lower(syntax) : null),
        new Family(
            "ResNet",
            "ResNetVariant",
            ResNetKnobs.All,
            usualLayers: "2,2,2,2",
            reader => ResNetParser.Parse(reader) is { } syntax ? ResNetLowering.Lower(syntax) : null),
        new Family(
            "DenseNet",
            "DenseNetVariant",
            DenseNetKnobs.All,
            usualLayers: "6,12,24,16",
            reader => DenseNetParser.Parse(reader) is { } syntax ? DenseNetLowering.Lower(syntax) : null),
    };

    /// <summary>The family that <paramref name="attribute"/> (<c>VggVariant</c>) declares; null for any other name.</summary>
    public static Family? Find(string attribute)
    {
        foreach (var family in Families)
        {
            if (family.Attribute == attribute)
                return family;
        }

        return null;
    }
}
