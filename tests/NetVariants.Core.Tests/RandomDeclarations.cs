using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Declarations;
using NetVariants.Core.Families;

namespace NetVariants.Core.Tests;

/// <summary>Small declarations over all knobs, the same ones for the same seed. Some of their networks collapse.</summary>
internal sealed class RandomDeclarations
{
    private readonly Random _random;
    private readonly List<(string, object)> _knobs = [];

    private RandomDeclarations(int seed) => _random = new Random(seed);

    public static IEnumerable<VariantDeclaration> Take(int count, int seed)
    {
        var source = new RandomDeclarations(seed);
        return Enumerable.Range(0, count).Select(index => source.Next(index));
    }

    private VariantDeclaration Next(int index)
    {
        _knobs.Clear();
        var attribute = FamilyTable.Families[index % FamilyTable.Families.Count].Attribute;
        var layers = attribute switch
        {
            "VggVariant" => Vgg(),
            "ResNetVariant" => ResNet(),
            "DenseNetVariant" => DenseNet(),
            "RegNetVariant" => RegNet(),
            "ConvNeXtVariant" => ConvNeXt(),
            "ViTVariant" => ViT(),
            "MobileNetV2Variant" => Blocks("RoundNearest", 3),
            "MobileNetV3Variant" => Blocks("StemWidth", 8),
            "EfficientNetVariant" => Blocks("DepthMult", 1.3),
            _ => throw new InvalidOperationException($"There are no random declarations of {attribute}: add some."),
        };
        Maybe("InChannels", Pick(1, 2));
        _knobs.Add(("ImageSize", Pick(1, 2, 3, 7, 8, 16, 17, 31, 33)));
        _knobs.Add(("NumClasses", Pick(1, 10)));
        return Variants.Declare(attribute, "v" + index, layers, [.. _knobs]);
    }

    private string Vgg()
    {
        Maybe("BatchNorm", true);
        Maybe("Dropout", Pick(0.0, 0.25, 1.0));
        Maybe("InitWeights", false);
        _knobs.Add(("HiddenFeatures", Pick(1, 6)));
        Maybe("AvgPoolSize", Pick(1, 3));
        Mix();
        return Pick("", "M,", "A,") + "4," + List(() => Repeated(Pick("M", "A", "2", "5", "4" + Settings())), Pick(1, 2, 5));
    }

    /// <summary>Kernel, stride and groups in any order; some groups do not divide.</summary>
    private string Settings()
    {
        string[] settings = [Pick("k1", "k2", "k5", "k 3", ""), Pick("s2", "s3", ""), Pick("g2", "g4", "")];
        _random.Shuffle(settings);
        return string.Concat(settings);
    }

    private string Repeated(string item) => Pick(item, item, "2*" + item, " 3 * " + item);

    private string ResNet()
    {
        var stages = Pick(1, 2, 3, 4, 6);
        if (Pick(true, false))
        {
            _knobs.Add(("Block", 1));
            Maybe("Groups", Pick(2, 3));
            Maybe("WidthPerGroup", Pick(16, 100));
            if (stages > 1)
                Maybe("ReplaceStrideWithDilation", List(() => Pick("0", "1"), stages - 1));
        }

        _knobs.Add(("Widths", List(() => Pick("4", "5", "8"), stages)));
        Maybe("Stem", 1);
        Maybe("ZeroInitResidual", true);
        Mix();
        Sometimes("Stem", Pick(2, 3));
        Sometimes("StemWidth", Pick(4, 6));
        Sometimes("ReplaceStemPool", true);
        Sometimes("AvgDown", true);
        Sometimes("DownKernelSize", Pick(2, 3));
        Sometimes("ReduceFirst", 2);
        Sometimes("OutputStride", Pick(2, 4, 8));
        Sometimes("Attention", Pick(1, 2, 3, 4));
        Sometimes("SERatio", Pick(0.1, 0.5));
        Sometimes("StochasticDepthProb", Pick(0.2, 1.0));
        Sometimes("Dropout", 0.3);
        return List(
            () => Pick("1", "2", "5") + Pick("", "", "_se", "_cbam_nsi", "_bottle", "_basic_nmi", "_w6", "_s1", "_none_s3", "_eca_nlr"),
            stages);
    }

    private string DenseNet()
    {
        _knobs.Add(("GrowthRate", Pick(1, 4)));
        _knobs.Add(("NumInitFeatures", Pick(4, 7)));
        Maybe("BnSize", Pick(1, 3));
        Maybe("DropRate", 0.25);
        Maybe("Compression", Pick(0.3, 0.7, 1.0));
        Maybe("MemoryEfficient", true);
        Maybe("Stem", 1);
        Mix();
        Sometimes("Stem", Pick(2, 3));
        Sometimes("Dropout", 0.3);
        return List(() => Repeated(Pick("1", "2", "4")), Pick(1, 2));
    }

    private string RegNet()
    {
        var stages = Pick(0, 1, 2, 3);
        if (stages == 0)
        {
            _knobs.Add(("Depth", Pick(1, 4, 7)));
            _knobs.Add(("W0", Pick(8, 16)));
            Maybe("Wa", Pick(2.5, 7.3));
            _knobs.Add(("Wm", Pick(1.6, 2.5)));
        }
        else
        {
            _knobs.Add(("Widths", List(() => Pick("4", "8", "24"), stages)));
        }

        _knobs.Add(("GroupWidth", Pick(1, 4, 8)));
        Sometimes("BottleneckMultiplier", Pick(0.5, 2.0));
        Sometimes("SERatio", Pick(0.25, 1.0));
        Sometimes("Stem", 1);
        _knobs.Add(("StemWidth", Pick(4, 6)));
        MixWithoutFilters();
        Sometimes("StochasticDepthProb", Pick(0.2, 1.0));
        Sometimes("Dropout", 0.3);
        return List(() => Pick("1", "2", "4"), stages);
    }

    private string ConvNeXt()
    {
        var stages = Pick(1, 2, 3);
        _knobs.Add(("Widths", List(() => Pick("4", "5", "8"), stages)));
        Sometimes("LayerScale", Pick(0.1, 1.0));
        Sometimes("Kernel", Pick(1, 3, 5));
        Sometimes("MlpRatio", Pick(1, 3));
        Maybe("StemPatch", Pick(1, 2, 3));
        Sometimes("Activation", Pick(0, 1, 2, 3, 4, 5, 6));
        Sometimes("NormEps", 0.01);
        Sometimes("GlobalPool", Pick(1, 2, 3));
        Sometimes("StochasticDepthProb", Pick(0.0, 0.5));
        Sometimes("Dropout", 0.3);
        return List(() => Pick("1", "2", "4"), stages);
    }

    private string ViT()
    {
        _knobs.Add(("PatchSize", Pick(1, 1, 2, 4)));
        _knobs.Add(("NumLayers", Pick(1, 2, 5)));
        _knobs.Add(("NumHeads", Pick(1, 2, 3)));
        _knobs.Add(("HiddenDim", Pick(6, 12)));
        _knobs.Add(("MlpDim", Pick(5, 24)));
        Sometimes("RepresentationSize", 7);
        Sometimes("Activation", Pick(0, 1, 2, 3, 4, 5, 6));
        Sometimes("NormEps", 0.01);
        Sometimes("Dropout", Pick(0.2, 1.0));
        Sometimes("AttentionDropout", 0.3);
        Sometimes("RegTokens", Pick(1, 4));
        Sometimes("Pool", 1);
        Sometimes("LayerScale", 1e-5);
        Sometimes("StochasticDepthProb", Pick(0.2, 1.0));
        return "";
    }

    private string Blocks(string ownKnob, object ownValue)
    {
        Maybe(ownKnob, ownValue);
        Sometimes("WidthMult", Pick(0.3, 1.5));
        Sometimes("LastChannel", 24);
        Sometimes("Stem", 1);
        Sometimes("Activation", Pick(0, 1, 2, 3, 4, 5, 6));
        Sometimes("Norm", 2);
        Sometimes("NormEps", 0.01);
        Sometimes("NormMomentum", 0.3);
        Sometimes("StochasticDepthProb", Pick(0.2, 1.0));
        Sometimes("Dropout", 0.0);
        return List(() => Repeated(Block()), Pick(1, 2, 4));
    }

    private string Block()
    {
        var (kind, wide) = Pick(
            ("cn", ""), ("cn", "_skip"), ("ds", "_se0.5"), ("ir", "_e2.3"), ("ir", "_x24_se0.25"), ("ir", "_e4_se0.25"), ("er", "_e2"),
            ("er", "_se0.25"));
        return kind + "_c" + Pick("8", "12", "16") + wide + Pick("", "", "_r2", "_r3") + Pick("", "_k1", "_k5") + Pick("", "_s2")
            + Pick("", "", "_nge", "_nre") + Pick("", "", "", "_d2", "_g4");
    }

    /// <summary>Options that VGG, ResNet and DenseNet have.</summary>
    private void Mix()
    {
        MixWithoutFilters();
        Sometimes("AntiAlias", Pick(1, 2));
    }

    private void MixWithoutFilters()
    {
        Maybe("Activation", Pick(0, 1, 2, 3, 4, 5, 6));
        Sometimes("Norm", 2);
        Sometimes("NormEps", 0.01);
        Sometimes("NormMomentum", 0.3);
        Sometimes("GlobalPool", Pick(1, 2, 3));
    }

    private void Sometimes(string name, object value)
    {
        if (Pick(true, false, false))
            _knobs.Add((name, value));
    }

    private string List(Func<string> token, int count) => string.Join(',', Enumerable.Range(0, count).Select(_ => token()));

    private T Pick<T>(params T[] values) => values[_random.Next(values.Length)];

    private void Maybe(string name, object value)
    {
        if (Pick(true, false))
            _knobs.Add((name, value));
    }
}
