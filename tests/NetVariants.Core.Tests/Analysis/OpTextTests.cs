using NetVariants.Core.Analysis;
using NetVariants.Core.Ir;
using Xunit;

namespace NetVariants.Core.Tests.Analysis;

/// <summary>Layers, shapes and numbers in words.</summary>
public sealed class OpTextTests
{
    private static readonly EquatableArray<BlockParameter> s_parameters =
        EquatableArray<BlockParameter>.Of(new BlockParameter("stride", "Step"), new BlockParameter("width", "Channels"));

    public static TheoryData<Op, string> Layers => new()
    {
        { new Op.Conv2d(64, 128, 3, 1, 0, 1, 1, Bias: true), "Conv2d 64→128, 3×3" },
        { new Op.Conv2d(1024, 1025, 1, 2, 3, 4, 5, Bias: false), "Conv2d 1024→1025, 1×1, stride 2, padding 3, dilation 4, groups 5" },
        { new Op.Conv2d(Dim.Parameter(1), 8, 5, Dim.Parameter(0), Dim.Parameter(1), 1, 1, Bias: false), "Conv2d width→8, 5×5, stride, padding width" },
        { new Op.BatchNorm2d(64), "BatchNorm2d 64" },
        { new Op.Linear(512, 10), "Linear 512→10" },
        { new Op.Dropout(0.25), "Dropout 0.25" },
        { new Op.MaxPool2d(3, 2, 1), "MaxPool2d 3×3, stride 2, padding 1" },
        { new Op.MaxPool2d(2, 1, 0), "MaxPool2d 2×2, stride 1" },
        { new Op.AvgPool2d(2), "AvgPool2d 2×2" },
        { new Op.AdaptiveAvgPool2d(7), "AdaptiveAvgPool2d 7×7" },
        { new Op.ReLU(), "ReLU" },
        { new Op.Concat(), "Concat" },
    };

    [Theory, MemberData(nameof(Layers))]
    public void A_layer(Op op, string text) => Assert.Equal(text, OpText.Describe(op, s_parameters));

    [Fact]
    public void A_shape()
    {
        Assert.Equal("[N, 64, 1, 1]", OpText.Describe(new TensorShape(64, 1)));
        Assert.Equal("[N, 4096]", OpText.Describe(TensorShape.Flat(4096)));
    }

    [Theory]
    [InlineData(0, "0", "0")]
    [InlineData(1024, "1024", "1,024")]
    [InlineData(1025, "1025", "1,025")]
    [InlineData(-1, "-1", "-1")]
    [InlineData(long.MaxValue, "9223372036854775807", "9,223,372,036,854,775,807")]
    public void A_number(long number, string plain, string separated)
    {
        Assert.Equal(plain, OpText.Plain(number));
        Assert.Equal(separated, OpText.Number(number));
    }
}
