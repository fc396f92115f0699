using System.Collections.Generic;
using NetVariants.Core.Families.DenseNet;
using NetVariants.Core.Families.ResNet;
using NetVariants.Core.Families.Shared;
using NetVariants.Core.Families.Vgg;

namespace NetVariants.Core.Families;

/// <summary>The one list of families.</summary>
public static class FamilyTable
{
    /// <summary>All families.</summary>
    public static IReadOnlyList<Family> Families { get; } = new[]
    {
        VggFamily.Definition,
        ResNetFamily.Definition,
        DenseNetFamily.Definition,
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
