using System;
using NetVariants.Core;
using NetVariants.Core.Declarations;
using NetVariants.Core.Emission;

namespace NetVariants.Generators.Reading;

/// <summary>
/// A type with variant attributes, as its own source says it: no symbols, no places, equal when what is generated is equal.
/// </summary>
/// <param name="DisplayName">The type's name in messages.</param>
/// <param name="Type">What the emitter completes.</param>
/// <param name="Traits">What stands in the way.</param>
/// <param name="ContainerNotPartial">A type around it that lacks the modifier <c>partial</c>; null where none does.</param>
/// <param name="UnexpectedBase">A base class other than the one that a model has; null where there is none.</param>
/// <param name="Variants">The attributes in order of file and place.</param>
/// <param name="Members">The names that the source declares in the type (see <see cref="DeclaredMembers"/>).</param>
/// <param name="Required">The first of them that is <c>required</c>; null where none is.</param>
/// <param name="TorchError">Why generated code cannot use TorchSharp; null where it can.</param>
internal sealed record Target(
    string DisplayName,
    TargetType Type,
    TargetTraits Traits,
    string? ContainerNotPartial,
    string? UnexpectedBase,
    EquatableArray<DeclaredVariant> Variants,
    EquatableArray<string> Members,
    string? Required,
    string? TorchError)
{
    /// <summary>Whether any of <paramref name="traits"/> holds.</summary>
    public bool Is(TargetTraits traits) => (Traits & traits) != TargetTraits.None;
}

/// <summary>One variant attribute of a target.</summary>
/// <param name="Declaration">What it says.</param>
/// <param name="IsRejected">The compiler itself reports an error in it, so nothing more is to be said.</param>
/// <param name="Base">What it derives from; null for nothing.</param>
/// <param name="OtherFamilysOptions">The named arguments that the attribute does not have and another family's has.</param>
internal sealed record DeclaredVariant(
    VariantDeclaration Declaration, bool IsRejected, BaseReading? Base, EquatableArray<string> OtherFamilysOptions);

/// <summary>What can be wrong with a type, attributes aside.</summary>
[Flags]
internal enum TargetTraits
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The type lacks the modifier <c>partial</c>.</summary>
    NotPartial = 1,

    /// <summary>It, or a type around it, is visible in its file only.</summary>
    FileLocal = 2,

    /// <summary>A record.</summary>
    Record = 4,

    /// <summary>Abstract, so that it cannot be created.</summary>
    Abstract = 8,

    /// <summary>Not a class, or of several declarations that contradict each other: the compiler reports it.</summary>
    Rejected = 16,

    /// <summary>Its base class does not resolve: the compiler reports it.</summary>
    UnknownBase = 32,

    /// <summary>It has a primary constructor.</summary>
    PrimaryConstructor = 64,

    /// <summary>Its source overrides <c>forward</c> itself.</summary>
    OverridesForward = 128,
}
