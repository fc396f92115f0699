using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using NetVariants.Core.Declarations;

namespace NetVariants.Generators.Diagnostics;

/// <summary>All diagnostics. A message says what was found, what was expected, and the remedy.</summary>
internal static class Descriptors
{
    private const string Pages = "https://github.com/netvariants/netvariants/blob/main/docs/diagnostics/";

    public static readonly DiagnosticDescriptor NotPartial = Declaration(
        DiagnosticIds.NotPartial,
        "Class is not partial",
        "'{0}' is not partial, so the generated part of '{1}' has no place: add the modifier 'partial'");

    public static readonly DiagnosticDescriptor WrongKind = Declaration(
        DiagnosticIds.WrongKind, "Wrong kind of class", "'{0}' is {1}, and {2}");

    public static readonly DiagnosticDescriptor SeveralVariants = Declaration(
        DiagnosticIds.SeveralVariants,
        "More than one variant on a model class",
        "'{0}' has {1} variant attributes, and a model class takes one: keep one, or declare a static partial class, which holds a "
            + "model for each");

    public static readonly DiagnosticDescriptor UnexpectedBase = Declaration(
        DiagnosticIds.UnexpectedBase,
        "Unexpected base class",
        "'{0}' derives from '{1}', and a model derives from 'torch.nn.Module<Tensor, Tensor>': remove the base class, the generated part "
            + "names the right one");

    public static readonly DiagnosticDescriptor DuplicateName = Declaration(
        DiagnosticIds.DuplicateName,
        "Duplicate variant name",
        "'{0}' names the class '{1}', which the variant '{2}' already has: rename one of them");

    public static readonly DiagnosticDescriptor BadName = Declaration(
        DiagnosticIds.BadName, "Name makes no class name", "'{0}' cannot name a variant: {1}");

    public static readonly DiagnosticDescriptor TorchNotReferenced = Declaration(
        DiagnosticIds.TorchNotReferenced,
        "TorchSharp is not referenced",
        "'{0}' expands into a TorchSharp model, and {1}");

    public static readonly DiagnosticDescriptor DeclaredMember = Declaration(
        DiagnosticIds.DeclaredMember, "Member that is generated", "{0} clashes with the generated {1}: {2}");

    public static readonly DiagnosticDescriptor CyclicBase = Declaration(
        DiagnosticIds.CyclicBase,
        "Variant that derives from itself",
        "'{0}' is a base of itself ({1}): remove Base from one of them, and give that one everything it needs");

    public static readonly DiagnosticDescriptor NoBase = Declaration(
        DiagnosticIds.NoBase, "Invalid base type", "'{0}' cannot be the base of {1} variants: {2}");

    public static readonly DiagnosticDescriptor BaseInError = Declaration(
        DiagnosticIds.BaseInError, "Base in error", "The base '{0}' is in error ({1}): repair it first");

    public static readonly DiagnosticDescriptor BadToken = Text(
        DiagnosticIds.BadToken, "Unknown token", "{0} is not valid here: expected {1}{2}");

    public static readonly DiagnosticDescriptor OutOfRange = Text(
        DiagnosticIds.OutOfRange, "Number out of range", "'{0}' is out of range: expected {1}");

    public static readonly DiagnosticDescriptor EmptyList = Text(
        DiagnosticIds.EmptyList, "Empty list", "'{0}' is empty: expected {1}");

    public static readonly DiagnosticDescriptor UnequalLengths = Text(
        DiagnosticIds.UnequalLengths, "Lists of unequal length", "'{0}' has {1} entries: expected {2}");

    public static readonly DiagnosticDescriptor UnsupportedKnob = Text(
        DiagnosticIds.UnsupportedKnob,
        "Option that this block does not take",
        "'{0}' does not apply to the block '{1}': {2}, or choose another block");

    public static readonly DiagnosticDescriptor Conflict = Text(
        DiagnosticIds.Conflict, "Options that do not go together", "'{0}' {1}");

    public static readonly DiagnosticDescriptor OtherFamilysOption = Text(
        DiagnosticIds.OtherFamilysOption, "Option of other families", "'{0}' is not an option of the {1} family: {2}");

    public static readonly DiagnosticDescriptor NoEffect = Create(
        DiagnosticIds.NoEffect,
        "Text",
        "Option without effect",
        "'{0}' has no effect: the network is the same without it, so leave it out",
        DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor TooMany = Text(
        DiagnosticIds.TooMany, "Network too large", "Too many {0}: at most {1} are supported");

    public static readonly DiagnosticDescriptor Collapse = Shape(
        DiagnosticIds.Collapse,
        "Feature map collapses",
        "'{0}' ({1}) gets a map of {2}, too small for it, at ImageSize {3}: {4}");

    public static readonly DiagnosticDescriptor CountOverflow = Shape(
        DiagnosticIds.CountOverflow,
        "Count exceeds 64 bits",
        "The number of {0} exceeds the range of a 64-bit integer: make the network smaller");

    public static readonly DiagnosticDescriptor UnequalGroups = Shape(
        DiagnosticIds.UnequalGroups,
        "Groups do not divide the channels",
        "'{0}' shares {1} input and {2} output channels out among {3} groups: {4}");

    public static readonly DiagnosticDescriptor TooManyParameters = Budget(
        DiagnosticIds.TooManyParameters,
        "Too many parameters",
        "'{0}' has {1} parameters, {2} more than {4} allows ({3}); the largest layer is '{5}' with {6}: make it smaller, or "
            + "raise the limit");

    public static readonly DiagnosticDescriptor TooManyMacs = Budget(
        DiagnosticIds.TooManyMacs,
        "Too many multiply-accumulates",
        "'{0}' takes {1} multiply-accumulates for an image, {2} more than {4} allows ({3}); the largest layer is '{5}' with {6}: make "
            + "it smaller, or raise the limit");

    public static readonly DiagnosticDescriptor TooMuchActivation = Budget(
        DiagnosticIds.TooMuchActivation,
        "Too much activation memory",
        "Training '{0}' keeps {1} MiB for an image, {2} more than {4} allows ({3}); the largest map is that of '{5}' with {6} MiB: "
            + "shrink the maps earlier, or raise the limit");

    public static readonly DiagnosticDescriptor BadBudget = Budget(
        DiagnosticIds.BadBudget,
        "Invalid budget",
        "The property '{0}' is '{1}', not a valid budget: write a number above 0, such as 6000000, 6M, 2.5G or 500k");

    public static readonly DiagnosticDescriptor HeavyLayer = Advice(
        DiagnosticIds.HeavyLayer,
        "Most parameters in one layer",
        "{0} % of the parameters are in '{1}' ({2}): make this layer or its input smaller");

    public static readonly DiagnosticDescriptor PoolAfterPool = Advice(
        DiagnosticIds.PoolAfterPool,
        "Two pools in a row",
        "'{0}' pools what is a pool's result: is a convolution missing between the two?");

    public static readonly DiagnosticDescriptor MisleadingName = Advice(
        DiagnosticIds.MisleadingName,
        "Name and depth differ",
        "The name '{0}' says {1} layers, and the network has {2} (convolutions and linear layers on the main path)");

    public static readonly DiagnosticDescriptor GeneratorFailed = Create(
        DiagnosticIds.GeneratorFailed,
        "Generator",
        "The generator failed",
        "The generator failed on '{0}' with {1}: {2}. Please report it with the declaration. Other classes are generated as usual.");

    /// <summary>The descriptors by id.</summary>
    public static readonly IReadOnlyDictionary<string, DiagnosticDescriptor> ById = new[]
    {
        NotPartial, WrongKind, SeveralVariants, UnexpectedBase, DuplicateName, BadName, TorchNotReferenced, DeclaredMember, CyclicBase,
        NoBase, BaseInError,
        BadToken, OutOfRange, EmptyList, UnequalLengths, UnsupportedKnob, TooMany, Conflict, OtherFamilysOption, NoEffect,
        Collapse, CountOverflow, UnequalGroups,
        TooManyParameters, TooManyMacs, TooMuchActivation, BadBudget, HeavyLayer, PoolAfterPool, MisleadingName, GeneratorFailed,
    }.ToDictionary(descriptor => descriptor.Id);

    /// <summary>Those that the analyzer reports: all but the generator's own failure.</summary>
    public static ImmutableArray<DiagnosticDescriptor> OfAnalyzer { get; } =
        ById.Values
            .Where(descriptor => descriptor.Id != DiagnosticIds.GeneratorFailed)
            .OrderBy(descriptor => descriptor.Id)
            .ToImmutableArray();

    private static DiagnosticDescriptor Declaration(string id, string title, string message) => Create(id, "Declaration", title, message);

    private static DiagnosticDescriptor Text(string id, string title, string message) => Create(id, "Text", title, message);

    private static DiagnosticDescriptor Shape(string id, string title, string message) => Create(id, "Shape", title, message);

    private static DiagnosticDescriptor Budget(string id, string title, string message) =>
        Create(id, "Budget", title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Advice(string id, string title, string message) =>
        Create(id, "Advice", title, message, DiagnosticSeverity.Info);

    private static DiagnosticDescriptor Create(
        string id, string area, string title, string message, DiagnosticSeverity severity = DiagnosticSeverity.Error) =>
        new(id, title, message, "NetVariants." + area, severity, isEnabledByDefault: true, helpLinkUri: Pages + id + ".md");
}
