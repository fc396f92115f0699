using NetVariants.Core;
using NetVariants.Core.Declarations;

namespace NetVariants.Generators.Reading;

/// <summary>What an attribute derives from, by value.</summary>
/// <param name="Name">The base's name in messages.</param>
/// <param name="Chain">The base's declaration, that of its base, and so on.</param>
/// <param name="Error">Why it cannot be a base; null where it can.</param>
internal sealed record BaseReading(string Name, EquatableArray<VariantDeclaration> Chain, BaseError? Error);

/// <summary>Why a type is no base.</summary>
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

    /// <summary>It is no variant of the family. Details: the base, the family, why.</summary>
    Unfit,
}
