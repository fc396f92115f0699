using System;
using NetVariants.Core;
using NetVariants.Core.Declarations;
using NetVariants.Generators.Diagnostics;
using NetVariants.Generators.Reading;

namespace NetVariants.Generators.Validation;

/// <summary>
/// The rules for names that a source declares next to generated ones; both written as <see cref="DeclaredMembers"/> writes them.
/// </summary>
internal static class NameRules
{
    private static readonly char[] s_nameEnds = ['(', '`'];

    /// <summary>The clash of <paramref name="target"/>'s source with the generated member <paramref name="generated"/>, or null.</summary>
    public static DiagnosticInfo? ClashOf(Target target, string generated)
    {
        var typeName = target.Type.Name.TrimStart('@');
        foreach (var declared in target.Members)
        {
            if (Clash(declared, generated))
                return Of(
                    new DiagnosticTarget.Member(declared),
                    $"'{target.DisplayName}.{Plain(declared).Replace(".ctor", typeName)}'",
                    Plain(generated));
        }

        return HasName(generated, typeName)
            ? Of(new DiagnosticTarget.TypeName(), $"The class name '{target.DisplayName}'", typeName)
            : null;
    }

    /// <summary>The name alone, without parameters.</summary>
    private static string Plain(string entry)
    {
        var end = entry.IndexOfAny(s_nameEnds);
        return end < 0 ? entry : entry.Substring(0, end);
    }

    /// <summary>
    /// Whether the name alone is <paramref name="name"/>; asked for every member of every model, and so without a copy of it.
    /// </summary>
    public static bool HasName(string entry, string name)
    {
        var end = entry.IndexOfAny(s_nameEnds);
        return (end < 0 ? entry.Length : end) == name.Length && string.CompareOrdinal(entry, 0, name, 0, name.Length) == 0;
    }

    private static DiagnosticInfo Of(DiagnosticTarget place, string declared, string generated) => new(
        DiagnosticIds.DeclaredMember,
        place,
        EquatableArray<string>.Of(declared, generated == ".ctor" ? "constructor" : $"member '{generated}'", "rename or remove it"));

    /// <remarks>Methods of one name may differ in their parameters; anything else needs a name of its own.</remarks>
    private static bool Clash(string left, string right) =>
        IsMethod(left) && IsMethod(right) ? left == right : string.Equals(Plain(left), Plain(right), StringComparison.Ordinal);

    private static bool IsMethod(string entry) => entry.EndsWith(")", StringComparison.Ordinal);
}
