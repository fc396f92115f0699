using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using NetVariants.Core.Emission;
using NetVariants.Core.Families;
using NetVariants.Core.Families.Shared;
using NetVariants.Core.Graph;
using NetVariants.Files;
using NetVariants.Reports;
using NetVariants.Tool.Networks;
using NetVariants.Tool.Output;
using NetVariants.Tool.Reading;

namespace NetVariants.Tool.Verbs;

/// <summary><c>list</c>: the networks of NetVariants.Models, and the options of a family.</summary>
internal sealed class ListVerb : Verb
{
    private static readonly string[] s_networkHeaders = ["Network", "Class", "Layers", "Parameters", "MACs", "Activations (MiB)"];
    private static readonly string[] s_optionHeaders = ["Option", "Default", "Values"];

    private const int Width = 97, Examples = 3;
    private const string Indent = "    ";

    private readonly Argument<string?> _family = new("FAMILY")
    {
        Description = "The family, by name or attribute, whose networks are shown; without it, all.",
        HelpName = "FAMILY",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _options = new("--options")
    {
        Description = "Show how layers of a family, given by name or attribute, are written, and its options.",
        HelpName = "FAMILY",
    };

    /// <summary>Makes the verb.</summary>
    public ListVerb()
        : base("list", "Lists the networks of NetVariants.Models by family, or the options of a family.")
    {
        _family.CompletionSources.Add(_ => FamilyTable.Families.Select(family => family.Name));
        _options.CompletionSources.Add(_ => FamilyTable.Families.Select(family => family.Name));
        Add(_family);
        Add(_options);
        Add(Json);
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult arguments, TextWriter output, TextWriter error)
    {
        var shown = arguments.GetValue(_family) is { } of ? Find(of) : null;
        var chosen = arguments.GetValue(_options) is { } name ? Find(name) : null;
        if (shown is not null && chosen is not null)
            throw new UsageException($"Name one family: {shown.Name} for its networks, or --options {chosen.Name} for its options.");
        if (arguments.GetValue(Json))
            ToolJson.Write(output, JsonOf(shown, chosen));
        else if (chosen is not null)
            WriteOptions(output, chosen);
        else
            WriteNetworks(output, shown);
        return ExitCodes.Success;
    }

    private static Family Find(string name) =>
        FamilyTable.Families.FirstOrDefault(family => new[] { family.Name, family.Attribute, $"{family.Attribute}Attribute" }
            .Contains(name, StringComparer.OrdinalIgnoreCase))
        ?? throw new UsageException(
            $"There is no family '{name}' (did you mean '{Spelling.Nearest(name, FamilyTable.Families.Select(family => family.Name))}'?). "
                + $"Choose from {Format.List([.. FamilyTable.Families.Select(family => family.Name)])}.");

    private static void WriteNetworks(TextWriter output, Family? shown)
    {
        foreach (var family in FamilyTable.Families.Where(family => shown is null || shown == family))
        {
            string[][] rows =
            [
                s_networkHeaders,
                .. ModelCatalog.All.Where(network => network.Family == family).Select(network => (string[])
                [
                    network.Name,
                    network.Class,
                    Format.Grouped(network.LayerCount),
                    Format.Grouped(network.ParameterCount),
                    Format.Grouped(network.Macs),
                    Format.Mebibytes(network.ActivationBytes, decimals: 1),
                ]),
            ];
            output.WriteLine($"{family.Name}: [{family.Attribute}(…)]");
            if (rows.Length > 1)
                output.Write(NetworkText.Trimmed(TextTable.Align(rows, leftColumns: 2)));
            output.WriteLine();
        }

        output.WriteLine("'netvariants describe NETWORK' shows one of them, 'netvariants list --options FAMILY' what a family takes.");
    }

    private static void WriteOptions(TextWriter output, Family family)
    {
        var hasLayers = family.DefaultLayers.Length > 0;
        output.WriteLine($"{family.Name}: [{family.Attribute}(name{(hasLayers ? ", layers" : "")}, …)]");
        output.WriteLine();
        if (hasLayers)
        {
            output.WriteLine($"Layers, such as \"{family.DefaultLayers}\"");
            WriteText(output, new AttributeTexts(family).Layers);
            output.WriteLine();
        }

        var options = OptionsOf(family);
        string[][] rows = [s_optionHeaders, .. options.Select(option => (string[])[option.Name, option.Default, option.Values])];
        var lines = NetworkText.Trimmed(TextTable.Align(rows, leftColumns: 3)).Split(Environment.NewLine);
        output.WriteLine(lines[0]);
        foreach (var (row, option) in lines.Skip(1).Zip(options))
        {
            output.WriteLine(row);
            WriteText(output, option.Text);
        }

        output.WriteLine();
        output.WriteLine("Networks of the family:");
        foreach (var network in ModelCatalog.All.Where(network => network.Family == family).Take(Examples))
            output.WriteLine($"{Indent}{Core.Compilation.DeclarationText.Print(network.Declaration)}");
    }

    private static void WriteText(TextWriter output, string text)
    {
        foreach (var line in LineBreaks.OfWords(text, Width))
            output.WriteLine($"{Indent}{line.TrimEnd()}");
    }

    private static OptionJson[] OptionsOf(Family family)
    {
        var texts = new AttributeTexts(family);
        return
        [
            .. family.Knobs.Select(option => new OptionJson(
                option.Name, option.Print(option.Default), option.Range, texts.Of(option.Name))),
        ];
    }

    private static ListJson JsonOf(Family? shown, Family? chosen) => new(
        chosen is not null
            ? []
            : [.. ModelCatalog.All.Where(network => shown is null || shown == network.Family).Select(network => new KnownNetworkJson(
                network.Name,
                network.Family.Name,
                network.Class,
                Core.Compilation.DeclarationText.Print(network.Declaration),
                network.ParameterCount,
                network.Macs,
                network.LayerCount,
                network.ActivationBytes))],
        [.. FamilyTable.Families.Where(family => (chosen ?? shown ?? family) == family)
            .Select(family => new FamilyJson(family.Name, family.Attribute, new AttributeTexts(family).Layers, OptionsOf(family)))]);
}
