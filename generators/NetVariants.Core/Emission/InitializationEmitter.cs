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
        var module = writer.Torch.BareModule;
        writer.Line();
        var names = hasPaths ? $"(string name, {module} module) in named_modules()" : $"{module} module in modules()";
        writer.Line($"foreach ({names})").Open();
        var keyword = "if";
        var groups = Groups(rules);
        for (var i = 0; i < groups.Count; i++)
        {
            var rule = rules[groups[i]];
            var number = 0;
            for (var before = 0; before < i; before++)
                number += rules[groups[before]].Module == rule.Module ? 1 : 0;
            Group(writer, keyword, rule.Module, rule.PathSuffix, rules, number, lacksBias);
            keyword = "else if";
        }

        writer.Close();
    }

    private static void Group(
        SourceWriter writer, string keyword, string module, string suffix, EquatableArray<InitRule> rules, int number, bool lacksBias)
    {
        // A pattern's variable is in scope in the branches that follow.
        var variable = VariableOf(module) + (number == 0 ? "" : Format.Integer(number + 1));
        writer.Write($"{keyword} (module is {writer.Torch.Modules}{module} {variable}");
        if (suffix.Length > 0)
            writer.Write($" && name.EndsWith(\"{suffix}\", global::System.StringComparison.Ordinal)");
        writer.Line(")");

        var count = 0;
        var isBlock = false;
        for (var i = 0; i < rules.Count; i++)
        {
            // A condition inside one without braces would take the else that follows.
            if (IsFirst(rules, i, module, suffix))
                isBlock |= ++count > 1 || IsConditional(rules[i]);
        }

        if (isBlock)
            writer.Line("{");
        writer.Indent();
        for (var i = 0; i < rules.Count; i++)
        {
            if (!IsFirst(rules, i, module, suffix))
                continue;
            var rule = rules[i];
            if (IsConditional(rule))
                writer.Line($"if ({variable}.bias is object)").Indent();
            Statement(writer, variable, rule);
            if (IsConditional(rule))
                writer.Outdent();
        }

        writer.Outdent();
        if (isBlock)
            writer.Line("}");

        bool IsConditional(InitRule rule) => lacksBias && IsConvolutionBias(rule);
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
    /// One rule for each kind of module and end of a path, longer ends first: a module that has a longer end has its shorter ones too.
    /// </summary>
    private static List<int> Groups(EquatableArray<InitRule> rules)
    {
        var groups = new List<int>();
        for (var i = 0; i < rules.Count; i++)
        {
            if (rules[i].Module == Parameter || Comes(rules, i, rules[i].Module, rules[i].PathSuffix))
                continue;
            var place = groups.Count;
            while (place > 0 && rules[groups[place - 1]].PathSuffix.Length < rules[i].PathSuffix.Length)
                place--;
            groups.Insert(place, i);
        }

        return groups;
    }

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
            writer.Write($".{rule.Tensor}{(rule.Tensor == "bias" && writer.NullableSyntax ? "!" : "")}");
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
}
