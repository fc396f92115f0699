using System;
using System.Collections.Generic;
using System.Threading;
using NetVariants.Core.Declarations;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Families.Shared;

/// <summary>A family of networks, declared by one attribute.</summary>
public sealed class Family
{
    private readonly FrontEnd _frontEnd;
    private readonly Lazy<NetSpec> _default;

    internal Family(string name, string attribute, EquatableArray<KnobSpec> knobs, string defaultLayers, FrontEnd frontEnd)
    {
        Name = name;
        Attribute = attribute;
        Knobs = knobs;
        NamePrefixes = Array.Empty<string>();
        Layouts = Array.Empty<NameLayout>();
        Counterparts = new Dictionary<string, string>();
        DefaultLayers = defaultLayers;
        _frontEnd = frontEnd;
        _default = new Lazy<NetSpec>(
            () =>
                Lower(
                    new DeclarationReader(
                        new VariantDeclaration(attribute, name, defaultLayers, default), new ProblemList(), CancellationToken.None))!);
    }

    /// <summary>From a declaration to a network, or to null and problems.</summary>
    internal delegate NetSpec? FrontEnd(DeclarationReader reader);

    /// <summary>The family's name: <c>VGG</c>.</summary>
    public string Name { get; }

    /// <summary>The attribute's name without its suffix: <c>VggVariant</c>.</summary>
    public string Attribute { get; }

    /// <summary>The attribute's full name: <c>NetVariants.VggVariantAttribute</c>.</summary>
    public string AttributeMetadataName => "NetVariants." + Attribute + "Attribute";

    /// <summary>The named arguments that the attribute takes, in canonical order.</summary>
    public EquatableArray<KnobSpec> Knobs { get; }

    /// <summary>The name of the attribute's parameter that gives the layers.</summary>
    public string LayersArgument { get; internal init; } = Problem.LayersArgument;

    /// <summary>How the names of its networks begin that tell the number of layers, <c>resnet</c> of <c>resnet18</c>.</summary>
    public IReadOnlyList<string> NamePrefixes { get; internal init; }

    /// <summary>The names that weight files of other libraries and times use.</summary>
    public IReadOnlyList<NameLayout> Layouts { get; internal init; }

    /// <summary>Options of other families, each with the family's own that does the same.</summary>
    internal IReadOnlyDictionary<string, string> Counterparts { get; init; }

    /// <summary>The layers of <see cref="Default"/>.</summary>
    internal string DefaultLayers { get; }

    /// <summary>A default network of the family: what a declaration in error probably meant to declare.</summary>
    internal NetSpec Default => _default.Value;

    internal NetSpec? Lower(DeclarationReader reader)
    {
        var net = _frontEnd(reader);
        var mix = MixKnobs.Read(reader, Knobs);
        if (net is null)
            return null;
        net = net with { Mix = mix };
        MixKnobs.Check(reader, Knobs, net);
        return reader.Problems.IsEmpty ? net : null;
    }
}
