using System.Collections.Generic;
using System.Linq;
using System.Threading;
using NetVariants.Core;
using NetVariants.Core.Compilation;
using NetVariants.Core.Declarations;
using NetVariants.Core.Emission;
using NetVariants.Core.Families;
using NetVariants.Core.Families.Shared;
using NetVariants.Core.Graph;
using NetVariants.Generators.Diagnostics;
using NetVariants.Generators.Reading;

namespace NetVariants.Generators.Validation;

/// <summary>
/// Decides what is wrong with a target and what is emitted for it. Generator and analyzer both ask here, so they cannot disagree: where the
/// analyzer reports, the generator emits members whose use is an error with the same message.
/// </summary>
internal sealed class TargetValidator
{
    // The emitter puts the product's name before a reason.
    private const string RejectedByCompiler = "generates nothing here: the declaration does not compile";

    private readonly Target _target;
    private readonly List<DiagnosticInfo> _diagnostics = [];
    private readonly List<string> _declared = [];
    private readonly List<EmittedVariant> _emitted = [];
    private readonly List<(int Index, CompiledVariant Variant)> _valid = [];

    private TargetValidator(Target target) => _target = target;

    /// <summary>Validates <paramref name="target"/>; a pure function.</summary>
    public static ValidationResult Validate(Target target, CancellationToken cancellation)
    {
        var validator = new TargetValidator(target);
        validator._diagnostics.AddRange(TypeRules.DiagnosticsOf(target));
        if (target.Type.IsStatic)
            validator.ValidateZoo(cancellation);
        else
            validator.ValidateModel(cancellation);
        return new ValidationResult(
            validator._diagnostics, TypeRules.CanComplete(target) ? validator.CompletedType() : null, validator._emitted, validator._valid);
    }

    private TargetType CompletedType() => _target.Type with
    {
        Keyword = _target.Is(TargetTraits.Record) ? "record" : "class",
        // A class that can have no override of forward cannot have a module as its base: that would be the compiler's only error.
        EmitBase = _target.Type.EmitBase && (_target.Is(TargetTraits.OverridesForward) || !_declared.Contains(MemberNames.Forward)),
        Declared = _declared.Count == 0 ? default : new EquatableArray<string>(_declared),
    };

    private void ValidateModel(CancellationToken cancellation)
    {
        var reason = TypeReason();
        if (_target.Is(TargetTraits.PrimaryConstructor))
            _declared.Add(MemberNames.Constructor);
        for (var i = 0; i < _target.Variants.Count; i++)
        {
            var compiled = Compile(i, cancellation);
            var own = AddProblems(compiled, i, cancellation);
            if (i > 0)
                continue;
            var clash = AddClashes(MemberNames.Of(compiled));
            var reserved = AddClashes(MemberNames.ReservedInModel);
            Emit(i, compiled, reason ?? own ?? clash ?? reserved);
        }
    }

    private void ValidateZoo(CancellationToken cancellation)
    {
        var reason = TypeReason();
        AddClashes(MemberNames.OfEveryZoo);
        AddClashes(MemberNames.ReservedInZoo);
        var names = new ZooNames(_target);
        for (var i = 0; i < _target.Variants.Count; i++)
        {
            var compiled = Compile(i, cancellation);
            var own = AddProblems(compiled, i, cancellation);
            if (compiled.Identifier.Length == 0)
                continue;
            // What cannot have its class in the zoo is not in it.
            if (names.Take(compiled, i) is { } clash)
                _diagnostics.Add(clash);
            else
                Emit(i, compiled, reason ?? own);
        }

        // Blocks of these names stay within their models.
        var blocks = _valid.SelectMany(valid => valid.Variant.Net!.Spec.Blocks).Select(block => block.Name).Distinct();
        _declared.AddRange(blocks.Where(block => NameRules.ClashOf(_target, block) is not null));
    }

    /// <summary>Compiles a variant over its base.</summary>
    private CompiledVariant Compile(int index, CancellationToken cancellation)
    {
        var declared = _target.Variants[index];
        if (declared.Base is not { Error: null } from)
            return VariantCompiler.Compile(declared.Declaration, cancellation);
        return VariantCompiler.Compile(declared.Declaration.Over(from.Declarations), cancellation) with
        {
            Base = BaseRules.Compiled(from.Chain, 0, cancellation),
            BaseName = from.Name,
        };
    }

    /// <summary>An error of the type makes each of its models invalid.</summary>
    private string? TypeReason()
    {
        if (_diagnostics.Count > 0)
            return DiagnosticText.WithId(_diagnostics[0]);
        return _target.Is(TargetTraits.UnknownBase) ? RejectedByCompiler : null;
    }

    /// <summary>Adds what is wrong with the arguments of the <paramref name="index"/>th variant and returns the first of it.</summary>
    private string? AddProblems(CompiledVariant compiled, int index, CancellationToken cancellation)
    {
        string? unknown = null;
        foreach (var option in _target.Variants[index].OtherFamilysOptions)
        {
            var diagnostic = new DiagnosticInfo(
                DiagnosticIds.OtherFamilysOption,
                new DiagnosticTarget.Argument(index, option),
                FamilyTable.DetailsOfMissing(compiled.Declaration.Attribute, option));
            _diagnostics.Add(diagnostic);
            unknown ??= DiagnosticText.WithId(diagnostic);
        }

        if (unknown is not null)
            return unknown;
        // Arguments that the compiler rejects have their error already.
        if (_target.Variants[index] is { IsRejected: true } or { Base.Error.Kind: BaseErrorKind.Unknown } or { Base.IsRejected: true })
            return RejectedByCompiler;
        if (DiagnosticOfBase(compiled, index, cancellation) is { } ofBase)
        {
            _diagnostics.Add(ofBase);
            return DiagnosticText.WithId(ofBase);
        }

        if (compiled.Problems.Count == 0)
            return null;
        DiagnosticInfo[] found = [.. compiled.Problems.Select(problem => DiagnosticOf(problem, index, cancellation))];
        _diagnostics.AddRange(found);
        return DiagnosticText.WithId(found[0]);
    }

    /// <summary>What is wrong with the base alone: then the variant's own errors follow from it.</summary>
    private DiagnosticInfo? DiagnosticOfBase(CompiledVariant compiled, int index, CancellationToken cancellation)
    {
        if (_target.Variants[index].Base is not { } from)
            return null;
        var place = new DiagnosticTarget.Argument(index, BaseReader.Argument);
        if (from.Error is { } error)
        {
            return new DiagnosticInfo(
                error.Kind == BaseErrorKind.Cyclic ? DiagnosticIds.CyclicBase : DiagnosticIds.NoBase, place, error.Details);
        }

        return BaseRules.ErrorOf(from.Chain, compiled.Base!, place, cancellation) is { } ofBase
            ? new DiagnosticInfo(
                DiagnosticIds.BaseInError, place, EquatableArray<string>.Of(compiled.BaseName, DiagnosticText.WithId(ofBase)))
            : null;
    }

    /// <summary>A problem at the argument that it comes from; at the base where it comes from several.</summary>
    private DiagnosticInfo DiagnosticOf(Problem problem, int index, CancellationToken cancellation)
    {
        var declared = _target.Variants[index];
        var argument = ProblemCause.ArgumentOf(problem, declared.Declaration, declared.Base?.Declarations ?? default, cancellation);
        if (argument == problem.Argument)
        {
            return DiagnosticOf(
                problem,
                HasLayers(declared.Base?.Declarations ?? default),
                new DiagnosticTarget.Argument(index, problem.Argument, problem.Start, problem.Length));
        }

        // What may have been meant instead of another argument does not help here.
        var place = new DiagnosticTarget.Argument(index, argument ?? (declared.Base is null ? problem.Argument : BaseReader.Argument));
        var details = declared.Base is null
            ? DetailsOf(problem, baseHasLayers: false)
            : Inherited(problem, declared, argument, cancellation);
        return new DiagnosticInfo(problem.Id, place, details);
    }

    /// <summary>A problem at a place; <paramref name="baseHasLayers"/> says whether layers may be left out.</summary>
    public static DiagnosticInfo DiagnosticOf(Problem problem, bool baseHasLayers, DiagnosticTarget place) =>
        new(problem.Id, place, DetailsOf(problem, baseHasLayers), problem.Suggestion);

    /// <summary>Whether a base has layers, so that the variant needs none.</summary>
    public static bool HasLayers(IEnumerable<VariantDeclaration> bases) => bases.Any(declaration => declaration.Layers is not null);

    /// <summary>
    /// The details of a problem with the base's options that it names, and their defaults where these solve it; else what causes it.
    /// </summary>
    private static EquatableArray<string> Inherited(
        Problem problem, DeclaredVariant declared, string? cause, CancellationToken cancellation)
    {
        var bases = declared.Base!.Declarations;
        var details = DetailsOf(problem, HasLayers(bases));
        var inherited = ProblemCause.Inherited(problem, declared.Declaration, bases);
        if (inherited.Count == 0)
            return details;
        var defaults = string.Join(", ", inherited.Select(knob => knob.Name + " = " + knob.Print(knob.Default)));
        var ofBase = "; the base sets " + Format.List([.. inherited.Select(knob => knob.Name)]);
        var last = details.Count - 1;
        return problem.Id switch
        {
            DiagnosticIds.Conflict => With(1, details[1] + ofBase + (
                IsSolved() ? ": write " + defaults + " to undo that" : cause is null ? "" : ": leave out '" + cause + "'")),
            DiagnosticIds.UnsupportedKnob when IsSolved() => With(last, "write " + defaults + " over the base's"),
            DiagnosticIds.OutOfRange or DiagnosticIds.UnequalLengths => With(last, details[last] + ofBase),
            _ => details,
        };

        bool IsSolved() => ProblemCause.IsSolvedByDefaults(problem, declared.Declaration, bases, inherited, cancellation);

        EquatableArray<string> With(int place, string text) => new(details.Select((detail, i) => i == place ? text : detail));
    }

    /// <summary>A number out of range that is a whole argument is named with it; layers may also be a base's.</summary>
    private static EquatableArray<string> DetailsOf(Problem problem, bool baseHasLayers) => problem switch
    {
        { Id: DiagnosticIds.OutOfRange, Length: 0 } => EquatableArray<string>.Of(
            problem.Argument + " = " + problem.Details[0], problem.Details[1]),
        { Id: DiagnosticIds.EmptyList, Argument: Problem.LayersArgument } => EquatableArray<string>.Of(
            problem.Details[0],
            problem.Details[1] + (baseHasLayers
                ? $", or no '{problem.Details[0]}' for those of the base"
                : ", or Base = typeof(X) for the layers of X")),
        _ => problem.Details,
    };

    /// <summary>Adds the clashes of the user's members with <paramref name="generated"/> ones and returns the first of them.</summary>
    private string? AddClashes(IReadOnlyList<string> generated)
    {
        string? first = null;
        for (var i = 0; i < generated.Count; i++)
        {
            if (NameRules.ClashOf(_target, generated[i]) is not { } diagnostic)
                continue;
            _diagnostics.Add(diagnostic);
            _declared.Add(MemberNames.PropertyOf(generated[i]));
            first ??= DiagnosticText.WithId(diagnostic);
        }

        return first;
    }

    private void Emit(int index, CompiledVariant compiled, string? reason)
    {
        if (reason is null)
        {
            _valid.Add((index, compiled));
            _emitted.Add(new EmittedVariant.Valid(compiled));
            return;
        }

        // Which modules an invalid declaration means is a guess: where the source has a member of the name, it is not an error.
        if (!_target.Type.IsStatic)
            _declared.AddRange(MemberNames.ModulesOf(compiled).Append(MemberNames.DeclarationError).Where(HasName));
        _emitted.Add(new EmittedVariant.Invalid(compiled, reason));

        bool HasName(string module) =>
            (NameRules.ClashOf(_target, module) ?? NameRules.ClashOf(_target, MemberNames.Getter(module))) is not null;
    }
}
