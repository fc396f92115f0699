using System.Linq;
using NetVariants.Core;
using NetVariants.Core.Declarations;

namespace NetVariants.Generators.Reading;

/// <summary>What an attribute derives from, by value.</summary>
/// <param name="Name">The base's name in messages.</param>
/// <param name="Chain">The base, its base, and so on.</param>
/// <param name="Error">Why it cannot be a base; null where it can.</param>
internal sealed record BaseReading(string Name, EquatableArray<BaseLink> Chain, BaseError? Error)
{
    /// <summary>What the bases say.</summary>
    public EquatableArray<VariantDeclaration> Declarations => new(Chain.Select(link => link.Variant.Declaration));

    /// <summary>Whether the compiler itself reports an error in a base, so nothing more is to be said.</summary>
    public bool IsRejected => Chain.Any(link => link.Variant is { IsRejected: true, OtherFamilysOptions.Count: 0 }
        || link.Type?.Is(TargetTraits.Rejected | TargetTraits.UnknownBase) == true);
}

/// <summary>One of the bases of a variant.</summary>
/// <param name="Variant">What its attribute says, without its own base.</param>
/// <param name="Type">The type with the attribute; null where it is another assembly's, or the variant's own zoo.</param>
internal sealed record BaseLink(DeclaredVariant Variant, Target? Type);

/// <summary>Why a type cannot be a base.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Details">What the message of this kind fills in.</param>
internal sealed record BaseError(BaseErrorKind Kind, EquatableArray<string> Details);

/// <summary>What is wrong with a base.</summary>
internal enum BaseErrorKind
{
    /// <summary>There is no such type, which the compiler reports.</summary>
    Unknown,

    /// <summary>It leads back to the variant. Details: the base, the way.</summary>
    Cyclic,

    /// <summary>It is not a variant of the family. Details: the base, the family, why.</summary>
    Unfit,
}
