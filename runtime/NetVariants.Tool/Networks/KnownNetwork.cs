using NetVariants.Core.Declarations;
using NetVariants.Core.Families;
using NetVariants.Core.Families.Shared;

namespace NetVariants.Tool.Networks;

/// <summary>A network of NetVariants.Models, by the constants of its class.</summary>
/// <param name="Class">Its class in C#, without the namespace.</param>
/// <param name="Declaration">What declares it.</param>
/// <param name="ParameterCount">Its trainable parameters.</param>
/// <param name="Macs">Its multiply-accumulates for one image.</param>
/// <param name="LayerCount">Its convolutions and linear layers on the main path.</param>
/// <param name="ActivationBytes">What training keeps for one image.</param>
internal sealed record KnownNetwork(
    string Class, VariantDeclaration Declaration, long ParameterCount, long Macs, int LayerCount, long ActivationBytes)
{
    /// <summary>Its name: torchvision's.</summary>
    public string Name => Declaration.Name!;

    /// <summary>Its family.</summary>
    public Family Family => FamilyTable.Find(Declaration.Attribute)!;
}
