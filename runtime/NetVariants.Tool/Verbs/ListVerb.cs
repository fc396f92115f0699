using System;
using System.CommandLine;
using System.IO;
using System.Linq;
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

    private readonly Option<string?> _options = new("--options")
    {
        Description = "Show the options of a family: its name or its attribute.",
        HelpName = "FAMILY",
    };

    /// <summary>Makes the verb.</summary>
    public ListVerb()
        : base("list", "Lists the networks of NetVariants.Models by family, or the options of a family.")
    {
        _options.CompletionSources.Add(_ => FamilyTable.Families.Select(family => family.Name));
        Add(_options);
        Add(Json);
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult arguments, TextWriter output, TextWriter error)
    {
        var chosen = arguments.GetValue(_options) is { } name ? Find(name) : null;
        if (arguments.GetValue(Json))
            ToolJson.Write(output, JsonOf(chosen));
        else if (chosen is not null)
            WriteOptions(output, chosen);
        else
            WriteNetworks(output);
        return ExitCodes.Success;
    }

    private static Family Find(string name) =>
        FamilyTable.Families.FirstOrDefault(family => new[] { family.Name, family.Attribute, $"{family.Attribute}Attribute" }
            .Contains(name, StringComparer.OrdinalIgnoreCase))
        ?? throw new UsageException(
            $"There is no family '{name}' (did you mean '{Spelling.Nearest(name, FamilyTable.Families.Select(family => family.Name))}'?). "
                + $"Choose from {Format.List([.. FamilyTable.Families.Select(family => family.Name)])}.");

    private static void WriteNetworks(TextWriter output)
    {
        foreach (var family in FamilyTable.Families)
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
        output.WriteLine($"{family.Name}: [{family.Attribute}(name{(family.DefaultLayers.Length == 0 ? "" : ", layers")}, …)]");
        output.WriteLine();
        string[][] rows = [s_optionHeaders, .. OptionsOf(family).Select(option => (string[])[option.Name, option.Default, option.Values])];
        output.Write(NetworkText.Trimmed(TextTable.Align(rows, leftColumns: 3)));
        output.WriteLine();
        output.WriteLine(family.DefaultLayers.Length == 0
            ? "The name stands in quotes. docs/options.md says what each option does."
            : $"Name and layers stand in quotes: \"net\", \"{family.DefaultLayers}\". docs/dsl.md describes layers, docs/options.md "
                + "options.");
    }

    private static OptionJson[] OptionsOf(Family family) =>
        [.. family.Knobs.Select(option => new OptionJson(option.Name, option.Print(option.Default), option.Range))];

    private static ListJson JsonOf(Family? chosen) => new(
        chosen is not null
            ? []
            : [.. ModelCatalog.All.Select(network => new KnownNetworkJson(
                network.Name,
                network.Family.Name,
                network.Class,
                Core.Compilation.DeclarationText.Print(network.Declaration),
                network.ParameterCount,
                network.Macs,
                network.LayerCount,
                network.ActivationBytes))],
        [.. FamilyTable.Families.Where(family => chosen is null || chosen == family)
            .Select(family => new FamilyJson(family.Name, family.Attribute, OptionsOf(family)))]);
}
