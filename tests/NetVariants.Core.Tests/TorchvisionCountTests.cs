using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using NetVariants.Core.Analysis;
using NetVariants.Core.Compilation;
using NetVariants.Core.Declarations;
using NetVariants.Tests;
using NetVariants.Tests.Peers;
using Xunit;

namespace NetVariants.Core.Tests;

/// <summary>Random declarations over all knobs: torchvision builds, counts and runs the same networks.</summary>
public sealed class TorchvisionCountTests
{
    [PeerFact]
    public void Random_networks_equal_torchvisions()
    {
        var variants = RandomDeclarations.Take(360, seed: 6)
            .Select(declaration => VariantCompiler.Compile(declaration))
            .Where(IsRunnable)
            .ToList();
        Assert.Contains(variants, variant => variant.Net is null);

        var questions = Path.GetTempFileName();
        File.WriteAllLines(
            questions, variants.Select(variant => $"{DeclarationText.Print(variant.Declaration)}\t{string.Join(',', Sizes(variant))}"));
        var answers = Command.Run(PeerInstallation.Interpreter, $"{Repository.PathOf("tests/peers/facts.py")} {questions}")
            .TrimEnd()
            .Split('\n');
        File.Delete(questions);

        Assert.Equal(variants.Count, answers.Length);
        foreach (var (variant, answer) in variants.Zip(answers))
            AssertAgrees(variant, JsonDocument.Parse(answer).RootElement);
    }

    /// <summary>A network, or one that only its image size keeps from being one.</summary>
    private static bool IsRunnable(CompiledVariant variant) => variant.Problems.All(problem => problem.Id == DiagnosticIds.Collapse);

    /// <summary>
    /// The declared size, the smallest, and the one below it: only a rule of the form "at least" says that no other size runs.
    /// </summary>
    private static int[] Sizes(CompiledVariant variant)
    {
        var declared = (int)variant.Declaration.Knobs.Last(knob => knob.Name == "ImageSize").Value!;
        var smallest = (int?)variant.Net?.ImageRule.Smallest ?? int.Parse(
            variant.Problems[0].Details[4].Where(char.IsAsciiDigit).ToArray(), CultureInfo.InvariantCulture);
        return smallest > 1 && variant.Net is not { ImageRule.Kind: not InputRuleKind.AtLeast }
            ? [declared, smallest, smallest - 1]
            : [declared, smallest];
    }

    private static void AssertAgrees(CompiledVariant variant, JsonElement facts)
    {
        var runs = facts.GetProperty("runs").EnumerateArray().Select(run => run.GetBoolean());
        Assert.True(
            runs.SequenceEqual(Sizes(variant).Length == 3 ? [variant.Net is not null, true, false] : [true, true]),
            $"{DeclarationText.Print(variant.Declaration)} runs on images of {string.Join(", ", Sizes(variant))}: "
                + string.Join(", ", runs));
        if (variant.Net is not { } net)
            return;

        string[] names = ["parameters", "bytes", "macs", "activations"];
        var theirs = string.Join(", ", names.Select(name => facts.GetProperty(name).GetInt64()));
        var ours = string.Join(", ", net.ParameterCount, net.StateBytes, net.Macs, net.ActivationBytes);
        Assert.True(theirs == ours, $"{DeclarationText.Print(variant.Declaration)}: {theirs} expected, not {ours}");
        Assert.Equal(
            facts.GetProperty("state").EnumerateArray().Select(entry => string.Join(' ', entry.EnumerateArray())),
            StateDict.Of(net).Select(entry => string.Join(' ', [entry.Name, .. entry.Shape.Select(size => $"{size}")])));
    }
}
