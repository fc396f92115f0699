using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Core;
using NetVariants.Core.Compilation;
using NetVariants.Core.Declarations;
using NetVariants.Core.Emission;
using NetVariants.Generators.Diagnostics;
using NetVariants.Generators.Reading;

namespace NetVariants.Generators.Validation;

/// <summary>The class names of a zoo's models, given out in order: the first of two equal ones has it.</summary>
internal sealed class ZooNames(Target target)
{
    /// <summary>A class of one of these names would hide what every class inherits, which is a warning.</summary>
    private static readonly HashSet<string> s_inherited =
        [
            nameof(Equals),
            nameof(ReferenceEquals),
            nameof(GetHashCode),
            nameof(GetType),
            nameof(ToString),
            nameof(MemberwiseClone),
            "Finalize"
        ];

    // Names that differ in case only would be two classes, but one file of weights on most disks.
    private readonly Dictionary<string, int> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gives the <paramref name="index"/>th variant its class name, or says why it cannot have it.</summary>
    public DiagnosticInfo? Take(CompiledVariant variant, int index)
    {
        var identifier = variant.Identifier;
        if (_taken.TryGetValue(identifier, out var first))
            return AtName(DiagnosticIds.DuplicateName, index, first, Name(index), identifier, Name(first));
        if (WhyReserved(variant) is { } reason)
            return AtName(DiagnosticIds.BadName, index, -1, Name(index), reason);
        if (NameRules.ClashOf(target, identifier) is { } clash)
            return clash;
        _taken.Add(identifier, index);
        return null;
    }

    private string? WhyReserved(CompiledVariant variant)
    {
        var identifier = variant.Identifier;
        if (identifier == target.Type.Name.TrimStart('@'))
            return $"its class '{identifier}' would have the name of the zoo around it";
        if (MemberNames.OfEveryZoo.Any(member => NameRules.HasName(member, identifier)))
            return $"its class '{identifier}' would have the name of a member of the zoo";
        if (s_inherited.Contains(identifier))
            return $"its class '{identifier}' would hide a member of every class";
        if (MemberNames.Of(variant).Any(member => NameRules.HasName(member, identifier)))
            return $"its class '{identifier}' would have the name of one of its own members";
        return null;
    }

    private string Name(int index) => target.Variants[index].Declaration.Name ?? "";

    private static DiagnosticInfo AtName(string id, int index, int related, params string[] details) =>
        new(id, new DiagnosticTarget.Argument(index, Problem.NameArgument, Related: related), EquatableArray<string>.Of(details));
}
