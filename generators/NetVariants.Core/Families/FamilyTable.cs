using System.Collections.Generic;

namespace NetVariants.Core.Families;

/// <summary>The one list of families: a row maps an attribute to its front end.</summary>
public static class FamilyTable
{
    /// <summary>All families.</summary>
    public static IReadOnlyList<Family> Families { get; } = new[]
    {
        new Family("VGG", "VggVariant"),
        new Family("ResNet", "ResNetVariant"),
        new Family("DenseNet", "DenseNetVariant"),
    };
}
