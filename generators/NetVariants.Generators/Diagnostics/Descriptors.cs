using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace NetVariants.Generators.Diagnostics;

/// <summary>All diagnostics. A message says what was found, what was expected, and the remedy.</summary>
internal static class Descriptors
{
    private const string Pages = "https://github.com/netvariants/netvariants/blob/main/docs/diagnostics/";

    public static readonly DiagnosticDescriptor NotPartial = Declaration(
        DiagnosticIds.NotPartial, "Class is not partial", "'{0}' is not partial, so the generated part of '{1}' has no place: add the modifier 'partial'");

    public static readonly DiagnosticDescriptor WrongKind = Declaration(
        DiagnosticIds.WrongKind, "Wrong kind of class", "'{0}' is {1}, and {2}");

    public static readonly DiagnosticDescriptor SeveralVariants = Declaration(
        DiagnosticIds.SeveralVariants,
        "More than one variant on a model class",
        "'{0}' has {1} variant attributes, and a model class takes one: keep one, or declare a static partial class, which holds a model for each");

    public static readonly DiagnosticDescriptor ForeignBase = Declaration(
        DiagnosticIds.ForeignBase,
        "Foreign base class",
        "'{0}' derives from '{1}', and a model derives from 'torch.nn.Module<Tensor, Tensor>': remove the base class, the generated part names the right one");

    public static readonly DiagnosticDescriptor DuplicateName = Declaration(
        DiagnosticIds.DuplicateName, "Duplicate variant name", "'{0}' names the class '{1}', which the variant '{2}' already has: rename one of them");

    public static readonly DiagnosticDescriptor BadName = Declaration(
        DiagnosticIds.BadName, "Name makes no class name", "'{0}' cannot name a variant: {1}");

    public static readonly DiagnosticDescriptor TorchNotReferenced = Declaration(
        DiagnosticIds.TorchNotReferenced,
        "TorchSharp is not referenced",
        "'{0}' expands into a TorchSharp model, and TorchSharp is not referenced: add the package 'TorchSharp-cpu' or 'TorchSharp-cuda-linux'");

    public static readonly DiagnosticDescriptor DeclaredMember = Declaration(
        DiagnosticIds.DeclaredMember, "Member that is generated", "{0} clashes with the generated {1}: {2}");

    public static readonly DiagnosticDescriptor BadToken = Text(
        DiagnosticIds.BadToken, "Unknown token", "{0} is not valid here: expected {1}");

    public static readonly DiagnosticDescriptor OutOfRange = Text(
        DiagnosticIds.OutOfRange, "Number out of range", "{0} is out of range: expected {1}");

    public static readonly DiagnosticDescriptor EmptyList = Text(
        DiagnosticIds.EmptyList, "Empty list", "'{0}' is empty: expected {1}");

    public static readonly DiagnosticDescriptor UnequalLengths = Text(
        DiagnosticIds.UnequalLengths, "Lists of unequal length", "'{0}' has {1} entries: expected {2}");

    public static readonly DiagnosticDescriptor UnsupportedKnob = Text(
        DiagnosticIds.UnsupportedKnob, "Knob that this block does not take", "'{0}' does not apply to the block '{1}': leave it at {2}, or choose another block");

    public static readonly DiagnosticDescriptor TooMany = Text(
        DiagnosticIds.TooMany, "Network too large", "Too many {0}: at most {1} are supported");

    public static readonly DiagnosticDescriptor Collapse = Shape(
        DiagnosticIds.Collapse,
        "Feature map collapses",
        "'{0}' ({1}) gets a map of {2}, too small for it, at ImageSize {3}: at least {4} is needed");

    public static readonly DiagnosticDescriptor CountOverflow = Shape(
        DiagnosticIds.CountOverflow, "Count exceeds 64 bits", "{0} exceeds the range of a 64-bit integer: make the network smaller");

    public static readonly DiagnosticDescriptor UnequalGroups = Shape(
        DiagnosticIds.UnequalGroups,
        "Groups do not divide the channels",
        "'{0}' shares {1} input and {2} output channels out among {3} groups: make both multiples of {3}, or choose groups that divide both");

    public static readonly DiagnosticDescriptor GeneratorFailed = Create(
        DiagnosticIds.GeneratorFailed,
        "Generator",
        "The generator failed",
        "The generator failed on '{0}' with {1}: {2}. Please report it with the declaration. Other classes are generated as usual.");

    /// <summary>The descriptors by id.</summary>
    public static readonly IReadOnlyDictionary<string, DiagnosticDescriptor> ById = new[]
    {
        NotPartial, WrongKind, SeveralVariants, ForeignBase, DuplicateName, BadName, TorchNotReferenced, DeclaredMember,
        BadToken, OutOfRange, EmptyList, UnequalLengths, UnsupportedKnob, TooMany, Collapse, CountOverflow, UnequalGroups, GeneratorFailed,
    }.ToDictionary(descriptor => descriptor.Id);

    /// <summary>Those that the analyzer reports: all but the generator's own failure.</summary>
    public static ImmutableArray<DiagnosticDescriptor> OfAnalyzer { get; } =
        ById.Values.Where(descriptor => descriptor.Id != DiagnosticIds.GeneratorFailed).OrderBy(descriptor => descriptor.Id).ToImmutableArray();

    private static DiagnosticDescriptor Declaration(string id, string title, string message) => Create(id, "Declaration", title, message);

    private static DiagnosticDescriptor Text(string id, string title, string message) => Create(id, "Text", title, message);

    private static DiagnosticDescriptor Shape(string id, string title, string message) => Create(id, "Shape", title, message);

    private static DiagnosticDescriptor Create(string id, string room, string title, string message) =>
        new(id, title, message, "NetVariants." + room, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + id + ".md");
}
