using System.IO;
using System.Linq;
using NetVariants.Core.Analysis;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Core.Tests.Analysis;

/// <summary>Names, shapes and order of the state dict are torchvision's, whose own are in Goldens.</summary>
public sealed class StateDictTests
{
    [Theory]
    [InlineData("vgg11_bn", "VggVariant(\"vgg11_bn\", \"64,M,128,M,256,256,M,512,512,M,512,512,M\", BatchNorm = true)")]
    [InlineData(
        "resnext",
        "ResNetVariant(\"resnext\", \"1,2,1,2\", Block = ResNetBlock.Bottleneck, Groups = 32, WidthPerGroup = 4, "
            + "ReplaceStrideWithDilation = \"0,1,1\")")]
    [InlineData("densenet", "DenseNetVariant(\"densenet\", \"1,3,2\", GrowthRate = 48, NumInitFeatures = 96)")]
    public void The_state_dict_equals_torchvisions(string golden, string declaration)
    {
        var entries = StateDict.Of(Variants.Read(declaration).Net()).Select(
            entry => string.Join(' ', [entry.Name, .. entry.Shape.Select(size => $"{size}")]));

        Assert.Equal(File.ReadLines(Repository.PathOf($"tests/NetVariants.Core.Tests/Goldens/{golden}.txt")), entries);
    }
}
