using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NetVariants.Integration.Tests;

/// <summary>Declarations that torchvision's own constructors can say, the same ones for the same seed.</summary>
internal sealed class RandomTexts
{
    private readonly Random _random;

    private RandomTexts(int seed) => _random = new Random(seed);

    /// <summary>The families.</summary>
    public static IReadOnlyList<string> Families { get; } = ["MobileNetV2", "MobileNetV3", "EfficientNet", "RegNet", "ConvNeXt", "ViT"];

    /// <summary>Texts of a family as a variant's <c>Declaration</c> has them.</summary>
    public static IReadOnlyList<string> Take(string family, int count, int seed)
    {
        var source = new RandomTexts(seed);
        return [.. Enumerable.Range(0, count).Select(index => $"{family}Variant(\"v{index}\", {source.Next(family)}, NumClasses = 10)")];
    }

    private string Next(string family) => family switch
    {
        "MobileNetV2" => MobileNetV2(),
        "MobileNetV3" => MobileNetV3(),
        "EfficientNet" => EfficientNet(),
        "RegNet" => RegNet(),
        "ConvNeXt" => ConvNeXt(),
        _ => ViT(),
    };

    private string MobileNetV2() => Blocks(
        () => $"{Pick("ds", "ir_e1", $"ir_e{Between(2, 6)}", "ir_e3.5")}{Repeats()}{Steps()}_c{Between(4, 40)}",
        Number("WidthMult", 0.35, 0.75, 1.4), Number("RoundNearest", 1, 4), Normalization(0), Number("Dropout", 0, 0.5));

    private string MobileNetV3() => Blocks(
        () => $"ir_k{Pick(3, 5)}_x{Between(2, 12) * 8}{Repeats()}{Steps()}_c{Between(1, 6) * 8}{Pick("", "_se0.25")}{Pick("", "_nre")}"
            + Pick("", "", "_d2"),
        Number("WidthMult", 0.5, 0.75, 1.5), Number("StemWidth", 8, 24), Number("LastChannel", 64, 200), Normalization(0.001),
        Number("Dropout", 0, 0.5));

    private string EfficientNet() => Blocks(
        () => Pick("ds_se0.25", $"ir_e{Between(2, 6)}_se0.25", "ir_e3.5_se0.25", $"er_e{Between(2, 4)}", "er", "cn_skip")
            + $"{Repeats()}{Steps()}_k{Pick(3, 5)}_c{Between(1, 6) * 8}",
        Number("WidthMult", 0.5, 1.3), Number("DepthMult", 1.2, 2), Number("StemWidth", 8, 40), Number("LastChannel", 64, 200),
        Number("StochasticDepthProb", 0, 0.5), Normalization(0.01), Number("Dropout", 0, 0.5));

    private string RegNet()
    {
        var group = Pick(4, 8, 12);
        string[] widths = [.. Enumerable.Range(0, Between(1, 4)).Select(_ => $"{group * Between(1, 6)}")];
        string[] stages = [.. widths.Select(_ => $"{Between(1, 3)}")];
        var numbers = $"Depth = {Between(2, 9)}, W0 = {8 * Between(1, 4)}, Wa = {Between(20, 200)}e-1, Wm = {Between(16, 29)}e-1";
        return Join(
            Pick(numbers, $"\"{string.Join(',', stages)}\", Widths = \"{string.Join(',', widths)}\""), $"GroupWidth = {group}",
            Number("SERatio", 0.25, 0.5), Number("StemWidth", 16), Normalization(0.01), "ImageSize = 64");
    }

    private string ConvNeXt()
    {
        string[] widths = [.. Enumerable.Range(0, Between(1, 4)).Select(_ => $"{Between(3, 24)}")];
        // torchvision divides by the number of blocks less one.
        string[] stages = [.. widths.Select((_, stage) => $"{Between(stage == 0 ? 2 : 1, 4)}")];
        return Join(
            $"\"{string.Join(',', stages)}\", Widths = \"{string.Join(',', widths)}\"", Number("LayerScale", 0.1, 1.5),
            Number("StochasticDepthProb", 0, 0.5), Number("NormEps", 0.001), $"ImageSize = {Between(32, 70)}");
    }

    private string ViT()
    {
        var (patch, heads) = (Between(3, 12), Between(1, 4));
        return Join(
            $"PatchSize = {patch}, ImageSize = {patch * Between(1, 5)}, NumHeads = {heads}, HiddenDim = {heads * Between(2, 9)}",
            $"NumLayers = {Between(1, 4)}, MlpDim = {Between(1, 40)}", Number("RepresentationSize", 9), Number("NormEps", 0.001),
            Number("Dropout", 0.2), Number("AttentionDropout", 0.2));
    }

    private string Blocks(Func<string> block, params string[] options)
    {
        var blocks = Enumerable.Range(0, Between(1, 5)).Select(_ => block());
        return Join([$"\"{string.Join(", ", blocks)}\"", .. options, $"ImageSize = {Between(33, 64)}"]);
    }

    private string Repeats() => Pick("", "", "_r2", "_r3");

    private string Steps() => Pick("", "", "_s2");

    /// <summary>The arguments of torchvision's <c>norm_layer</c>.</summary>
    private string Normalization(double eps) => Join(Number("NormEps", eps), Number("NormMomentum", 0.05));

    /// <summary>An option with one of some values, or left out.</summary>
    private string Number(string name, params double[] values) =>
        Pick("", string.Create(CultureInfo.InvariantCulture, $"{name} = {Pick(values)}"));

    private static string Join(params string[] arguments) => string.Join(", ", arguments.Where(argument => argument.Length > 0));

    /// <summary>A whole number from the least to the most.</summary>
    private int Between(int least, int most) => _random.Next(least, most + 1);

    private T Pick<T>(params T[] values) => values[_random.Next(values.Length)];
}
