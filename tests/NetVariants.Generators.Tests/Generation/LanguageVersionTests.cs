using System;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetVariants.Generators.Tests.Harness;
using Xunit;

namespace NetVariants.Generators.Tests.Generation;

/// <summary>The emitted text compiles without a warning on every language version that projects have.</summary>
public sealed class LanguageVersionTests
{
    private const string Sources = """
        using NetVariants;

        namespace App
        {
            [VggVariant("vgg_small_bn", "16,M,32,M", BatchNorm = true, AvgPoolSize = 2,
                HiddenFeatures = 64, ImageSize = 32, NumClasses = 10)]
            [VggVariant("vgg_small", "16,M,32,M", Dropout = 0, InitWeights = false)]
            [ResNetVariant("resnet8", "1,1,1", Widths = "16,32,64", Stem = Stem.Small, ImageSize = 32, NumClasses = 10)]
            [ResNetVariant("resnext50_32x4d", "3,4,6,3", Block = ResNetBlock.Bottleneck, Groups = 32, WidthPerGroup = 4,
                ZeroInitResidual = true, ReplaceStrideWithDilation = "0,1,1")]
            [DenseNetVariant("densenet_small", "2,2", GrowthRate = 8, NumInitFeatures = 16, Stem = Stem.Small,
                DropRate = 0.1, ImageSize = 32, NumClasses = 10)]
            [DenseNetVariant("densenet121", "6,12,24,16")]
            [DenseNetVariant("densenet121_efficient", "6,12,24,16", MemoryEfficient = true)]
            public static partial class Zoo { }

            [ResNetVariant("resnet14", "2,2,1,1")]
            public partial class ResNet14 { }
        }
        """;

    private const string Broken = """
        using NetVariants;

        namespace App
        {
            [VggVariant("vgg", "64,x")]
            public partial class Net { }

            [VggVariant("vgg", "64,x")]
            public static partial class Zoo { }
        }
        """;

    [Theory]
    [InlineData(LanguageVersion.CSharp7_3)]
    [InlineData(LanguageVersion.CSharp8)]
    [InlineData(LanguageVersion.CSharp9)]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.Latest)]
    [InlineData(LanguageVersion.Preview)]
    public async Task Generated_code_compiles_in_every_language_version(LanguageVersion version)
    {
        Assert.Empty(await Expect.AllOf(GeneratorRun.Generate(Project.Compile([Sources], version))));
        Assert.All(await Expect.AllOf(GeneratorRun.Generate(Project.Compile([Broken], version))), d => Assert.Equal("NV2001", d.Id));
    }

    [Fact]
    public async Task Nullable_annotations_are_emitted_where_the_project_has_none()
    {
        var compilation = Project.Compile([Sources]);
        var options = compilation.Options.WithNullableContextOptions(NullableContextOptions.Disable);
        var run = GeneratorRun.Generate(compilation.WithOptions(options));
        Assert.Empty(await Expect.AllOf(run));
        Assert.Contains(run.Files, f => f.SourceText.ToString().Contains("#nullable enable", StringComparison.Ordinal));
    }

    [Fact]
    public void Languages_before_nullable_references_get_no_annotations()
    {
        var run = GeneratorRun.Generate(Project.Compile([Sources], LanguageVersion.CSharp7_3));
        Assert.All(run.Files, f => Assert.DoesNotContain("#nullable", f.SourceText.ToString(), StringComparison.Ordinal));
    }
}
