using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Emission;

/// <summary>
/// Writes the loop that gives the modules their initial weights. It runs after all modules exist and in their order, as torchvision's does,
/// so that one seed gives one network.
/// </summary>
internal static class InitializationEmitter
{
    private const string Parameter = nameof(Graph.Ops.Parameter);

    /// <summary>The rules for parameters, which are not modules: they start where they are created.</summary>
    public static EquatableArray<InitRule> OfParameters(EquatableArray<InitRule> rules)
    {
        foreach (var rule in rules)
        {
            if (rule.Module == Parameter)
                return new EquatableArray<InitRule>(rules.Where(candidate => candidate.Module == Parameter));
        }

        return default;
    }

    /// <summary>Writes the loop, or nothing where PyTorch's defaults stay.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="graph">The expanded network, which tells the convolutions with a bias from those without.</param>
    public static void Write(SourceWriter writer, EquatableArray<InitRule> rules, GraphSpec graph)
    {
        var (hasBias, lacksBias) = Biases(graph);
        if (!hasBias)
            rules = new EquatableArray<InitRule>(rules.Where(rule => !IsConvolutionBias(rule)));

        var hasPaths = false;
        var hasModules = false;
        foreach (var rule in rules)
        {
            hasModules |= rule.Module != Parameter;
            hasPaths |= rule.Module != Parameter && rule.PathSuffix.Length > 0;
        }

        if (!hasModules)
            return;
        writer.Line();
        writer.Line(hasPaths ? "foreach (var (name, module) in named_modules())" : "foreach (var module in modules())").Open();
        var groups = Groups(rules);
        var isBlock = false;
        foreach (var group in groups)
            isBlock |= NeedsBlock(rules, group.Module, group.Suffix, lacksBias);
        for (var i = 0; i < groups.Count; i++)
        {
            var number = 0;
            for (var before = 0; before < i; before++)
                number += groups[before].Module == groups[i].Module ? 1 : 0;
            Branch(writer, i == 0 ? "if" : "else if", groups[i], rules, number, lacksBias, isBlock);
        }

        writer.Close();
    }

    private static void Branch(
        SourceWriter writer, string keyword, Group group, EquatableArray<InitRule> rules, int number, bool lacksBias, bool isBlock)
    {
        // A pattern's variable is in scope in the branches that follow.
        var variable = VariableOf(group.Module) + (number == 0 ? "" : Format.Integer(number + 1));
        writer.Write($"{keyword} (module is {writer.Torch.Modules}{group.Module} {variable}");
        if (group.Others is { } others)
        {
            writer.Line().Indent().Write($"&& ({HasEnd(group.Suffix)}").Indent();
            foreach (var suffix in others)
                writer.Line().Write($"|| {HasEnd(suffix)}");
            writer.Outdent().Outdent().Line("))");
        }
        else
        {
            writer.Line(group.Suffix.Length > 0 ? $" && {HasEnd(group.Suffix)})" : ")");
        }

        if (isBlock)
            writer.Line("{");
        writer.Indent();
        for (var i = 0; i < rules.Count; i++)
        {
            if (!IsFirst(rules, i, group.Module, group.Suffix))
                continue;
            var rule = rules[i];
            var isConditional = lacksBias && IsConvolutionBias(rule);
            if (isConditional)
                writer.Line($"if ({variable}.bias is object)").Indent();
            Statement(writer, variable, rule);
            if (isConditional)
                writer.Outdent();
        }

        writer.Outdent();
        if (isBlock)
            writer.Line("}");
    }

    private static string HasEnd(string suffix) => $"name.EndsWith(\"{suffix}\", global::System.StringComparison.Ordinal)";

    /// <summary>Whether a branch has several statements, or a condition, which without braces would take the else that follows.</summary>
    private static bool NeedsBlock(EquatableArray<InitRule> rules, string module, string suffix, bool lacksBias)
    {
        var count = 0;
        for (var i = 0; i < rules.Count; i++)
        {
            if (IsFirst(rules, i, module, suffix) && (++count > 1 || (lacksBias && IsConvolutionBias(rules[i]))))
                return true;
        }

        return false;
    }

    /// <summary>Whether some convolutions have a bias, and whether some have none.</summary>
    private static (bool Has, bool Lacks) Biases(GraphSpec graph)
    {
        bool has = false, lacks = false;
        foreach (var node in graph.Nodes)
        {
            if (node.Op is not Conv2d { Bias: var bias })
                continue;
            has |= bias;
            lacks |= !bias;
        }

        return (has, lacks);
    }

    private static bool IsConvolutionBias(InitRule rule) => rule is { Module: nameof(Conv2d), Tensor: "bias" };

    /// <summary>Whether a rule is the first for its tensor of a module, be it one for all modules of the kind.</summary>
    public static bool IsFirst(EquatableArray<InitRule> rules, int index, string module, string path) =>
        rules[index].IsFor(module, path) && !Comes(rules, index, module, path, rules[index].Tensor);

    /// <summary>
    /// The branches: one for each kind of module and end of a path, longer ends first, since a module that has a longer end has its shorter
    /// ones too. Ends of one length whose modules start alike share a branch.
    /// </summary>
    private static List<Group> Groups(EquatableArray<InitRule> rules)
    {
        var groups = new List<Group>();
        for (var i = 0; i < rules.Count; i++)
        {
            var (module, suffix) = (rules[i].Module, rules[i].PathSuffix);
            if (module == Parameter || Comes(rules, i, module, suffix))
                continue;
            var alike = suffix.Length == 0 ? -1 : FindAlike(rules, groups, module, suffix);
            if (alike >= 0)
            {
                groups[alike] = groups[alike] with { Others = [.. groups[alike].Others ?? [], suffix] };
                continue;
            }

            var place = groups.Count;
            while (place > 0 && groups[place - 1].Suffix.Length < suffix.Length)
                place--;
            groups.Insert(place, new Group(module, suffix, Others: null));
        }

        return groups;
    }

    private static int FindAlike(EquatableArray<InitRule> rules, List<Group> groups, string module, string suffix) =>
        groups.FindIndex(group => group.Module == module && group.Suffix.Length == suffix.Length
            && Starts(rules, module, group.Suffix).SequenceEqual(Starts(rules, module, suffix)));

    /// <summary>What the tensors of a module start with.</summary>
    private static IEnumerable<(string Tensor, Init Init)> Starts(EquatableArray<InitRule> rules, string module, string suffix) =>
        Enumerable.Range(0, rules.Count).Where(i => IsFirst(rules, i, module, suffix)).Select(i => (rules[i].Tensor, rules[i].Init));

    /// <summary>Whether one of the first rules is for the same modules, and for the same tensor where one is named.</summary>
    private static bool Comes(EquatableArray<InitRule> rules, int count, string module, string suffix, string? tensor = null)
    {
        for (var i = 0; i < count; i++)
        {
            var comes = tensor is null
                ? rules[i].Module == module && rules[i].PathSuffix == suffix
                : rules[i].Tensor == tensor && rules[i].IsFor(module, suffix);
            if (comes)
                return true;
        }

        return false;
    }

    /// <summary>The statement that initializes one tensor.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="owner">The module or parameter.</param>
    /// <param name="rule">The tensor and what it starts with.</param>
    public static void Statement(SourceWriter writer, string owner, InitRule rule)
    {
        writer.Write($"{writer.Torch.Init}{rule.Init.Function}({owner}");
        if (rule.Tensor.Length > 0)
            writer.Write($".{rule.Tensor}{(rule.Tensor == "bias" ? writer.NullForgiving : "")}");
        writer.Code(rule.Init.Arguments(writer.Torch)).Line(");");
    }

    /// <summary>A variable for a module of a kind: <c>conv</c> for <c>Conv2d</c>.</summary>
    private static string VariableOf(string module)
    {
        const int Dimensions = 2;
        var name = char.ToLowerInvariant(module[0]) + module.Substring(1);
        return name.EndsWith("2d", StringComparison.Ordinal) || name.EndsWith("1d", StringComparison.Ordinal)
            ? name.Substring(0, name.Length - Dimensions)
            : name;
    }

    /// <summary>The modules of a kind whose paths have one of some ends; an empty one for all.</summary>
    private readonly record struct Group(string Module, string Suffix, string[]? Others);
}
