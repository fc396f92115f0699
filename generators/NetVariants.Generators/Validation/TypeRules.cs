using System.Collections.Generic;
using System.Globalization;
using NetVariants.Core;
using NetVariants.Core.Declarations;
using NetVariants.Generators.Diagnostics;
using NetVariants.Generators.Reading;

namespace NetVariants.Generators.Validation;

/// <summary>The rules for the type that carries the attributes.</summary>
internal static class TypeRules
{
    /// <summary>What keeps the generator from adding anything to the type.</summary>
    private const TargetTraits Unreachable = TargetTraits.NotPartial | TargetTraits.FileLocal | TargetTraits.Rejected;

    /// <summary>Whether a part of the type can be generated at all.</summary>
    public static bool CanComplete(Target target) =>
        target.TorchError is null && target.ContainerNotPartial is null && !target.Is(Unreachable);

    /// <summary>The type's own errors.</summary>
    public static IEnumerable<DiagnosticInfo> DiagnosticsOf(Target target)
    {
        // The compiler has its say on these, and one error is enough.
        if (target.Is(TargetTraits.Rejected))
            yield break;
        if (target.TorchError is { } torchError)
            yield return AtName(DiagnosticIds.TorchNotReferenced, target.DisplayName, torchError);
        if (WrongKind(target) is { } wrongKind)
            yield return wrongKind;
        else if (target.Is(TargetTraits.NotPartial))
            yield return AtName(DiagnosticIds.NotPartial, target.DisplayName, target.DisplayName);
        if (target.Type.IsStatic)
            yield break;
        // A record's base class and parameters are part of its being a record.
        if (target.UnexpectedBase is { } foreign && !target.Is(TargetTraits.Record))
            yield return new DiagnosticInfo(
                DiagnosticIds.UnexpectedBase, new DiagnosticTarget.BaseType(), EquatableArray<string>.Of(target.DisplayName, foreign));
        if (target.Is(TargetTraits.PrimaryConstructor))
        {
            yield return new DiagnosticInfo(
                DiagnosticIds.DeclaredMember,
                new DiagnosticTarget.PrimaryConstructor(),
                EquatableArray<string>.Of($"The primary constructor of '{target.DisplayName}'", "constructor", "remove it"));
        }

        if (target.Required is { } required)
        {
            yield return new DiagnosticInfo(
                DiagnosticIds.DeclaredMember,
                new DiagnosticTarget.Member(required),
                EquatableArray<string>.Of(
                    $"The required member '{target.DisplayName}.{required}'",
                    "member 'Create'",
                    "'Create' cannot set it, so remove the modifier 'required'"));
        }

        if (target.Variants.Count > 1)
        {
            yield return new DiagnosticInfo(
                DiagnosticIds.SeveralVariants,
                new DiagnosticTarget.Application(1, Related: 0),
                EquatableArray<string>.Of(target.DisplayName, target.Variants.Count.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private static DiagnosticInfo? WrongKind(Target target)
    {
        if (target.Is(TargetTraits.FileLocal))
            return Kind(target, "file-local", "its generated part, in another file, would be another type: remove the modifier 'file'");
        if (target.Is(TargetTraits.Record))
            return Kind(target, "a record", "a record cannot derive from TorchSharp's Module: declare a partial class");
        if (target.Type.IsStatic)
            return null;
        if (target.Is(TargetTraits.Abstract))
            return Kind(
                target,
                "abstract",
                "a model can be created: remove the modifier 'abstract', or declare a static partial class, which is a zoo");
        if (target.Type.TypeParameters.Count > 0)
            return Kind(target, "generic", "a model has no use for type parameters: remove them");
        return null;
    }

    private static DiagnosticInfo Kind(Target target, string kind, string remedy) =>
        AtName(DiagnosticIds.WrongKind, target.DisplayName, kind, remedy);

    private static DiagnosticInfo AtName(string id, params string[] details) =>
        new(id, new DiagnosticTarget.TypeName(), EquatableArray<string>.Of(details));
}
