using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Families.ConvNeXt;
using NetVariants.Core.Families.DenseNet;
using NetVariants.Core.Families.EfficientNet;
using NetVariants.Core.Families.MobileNetV2;
using NetVariants.Core.Families.MobileNetV3;
using NetVariants.Core.Families.RegNet;
using NetVariants.Core.Families.ResNet;
using NetVariants.Core.Families.Shared;
using NetVariants.Core.Families.Vgg;
using NetVariants.Core.Families.ViT;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Families;

/// <summary>The one list of families.</summary>
public static class FamilyTable
{
    private static readonly Family[] s_families =
    [
        VggFamily.Definition,
        ResNetFamily.Definition,
        DenseNetFamily.Definition,
        MobileNetV2Family.Definition,
        MobileNetV3Family.Definition,
        EfficientNetFamily.Definition,
        RegNetFamily.Definition,
        ConvNeXtFamily.Definition,
        ViTFamily.Definition,
    ];

    /// <summary>All families.</summary>
    public static IReadOnlyList<Family> Families => s_families;

    /// <summary>Why a family lacks an option of another one: the option, the family, and a reason in words.</summary>
    public static EquatableArray<string> DetailsOfMissing(string attribute, string option)
    {
        var own = Find(attribute)!;
        if (own.Counterparts.TryGetValue(option, out var counterpart))
            return EquatableArray<string>.Of(option, own.Name, "its own for that is '" + counterpart + "'");
        var owners = Families.Where(family => family.Knobs.Any(knob => knob.Name == option)).Select(family => family.Name).ToList();
        var needs = Families.SelectMany(family => family.Knobs).First(knob => knob.Name == option && knob.Needs is not null).Needs;
        return EquatableArray<string>.Of(
            option, own.Name, $"it is for {needs}, which {Format.List(owners)} {(owners.Count == 1 ? "has" : "have")}");
    }

    /// <summary>The family that <paramref name="attribute"/> (<c>VggVariant</c>) declares; null for any other name.</summary>
    public static Family? Find(string attribute)
    {
        foreach (var family in s_families)
        {
            if (family.Attribute == attribute)
                return family;
        }

        return null;
    }
}
