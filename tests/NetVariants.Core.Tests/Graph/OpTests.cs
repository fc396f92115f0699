using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;
using Xunit;

namespace NetVariants.Core.Tests.Graph;

/// <summary>Layers, shapes and numbers in words.</summary>
public sealed class OpTests
{
    private static readonly EquatableArray<BlockParameter> s_parameters =
        EquatableArray<BlockParameter>.Of(new BlockParameter("stride", "Step"), new BlockParameter("width", "Channels"));

    public static TheoryData<Op, string> Layers => new()
    {
        { new Conv2d(64, 128, 3), "Conv2d 64→128, 3×3" },
        { new Conv2d(1024, 1025, 1)
        {
            Stride = 2,
            Padding = 3,
            Dilation = 4,
            Groups = 5,
            Bias = false,
        }, "Conv2d 1024→1025, 1×1, stride 2, padding 3, dilation 4, groups 5" },
        { new Conv2d(Arg.Parameter(1), 8, 5)
        {
            Stride = Arg.Parameter(0),
            Padding = Arg.Parameter(1),
        }, "Conv2d width→8, 5×5, stride, padding width" },
        {
            new Conv2d(Arg.Parameter(1), Arg.Parameter(1) * 4, Arg.Parameter(0)) { Padding = Arg.Parameter(0) / 2 },
            "Conv2d width→4 * width, stride×stride, padding stride / 2"
        },
        { new BatchNorm2d(64), "BatchNorm2d 64" },
        { new Linear(512, 10), "Linear 512→10" },
        { new Dropout(0.25), "Dropout 0.25" },
        { new MaxPool2d(3, 2) { Padding = 1 }, "MaxPool2d 3×3, stride 2, padding 1" },
        { new MaxPool2d(2, 1), "MaxPool2d 2×2, stride 1" },
        { new AvgPool2d(2), "AvgPool2d 2×2" },
        { new AdaptiveAvgPool2d(7), "AdaptiveAvgPool2d 7×7" },
        { new ReLU(), "ReLU" },
        { new Concat(), "Concat" },
    };

    [Theory, MemberData(nameof(Layers))]
    public void Layers_are_described_in_words(Op op, string text) => Assert.Equal(text, op.Describe(s_parameters));

    [Fact]
    public void Shapes_are_described_in_words()
    {
        Assert.Equal("[N, 64, 1, 1]", TensorShape.Map(64, 1).ToString());
        Assert.Equal("[N, 64, 3, 2]", TensorShape.Map(64, 3, 2).ToString());
        Assert.Equal("[N, 3, 2, 64]", TensorShape.Grid(64, 3, 2).ToString());
        Assert.Equal("[N, 197, 768]", TensorShape.Tokens(197, 768).ToString());
        Assert.Equal("[N, 4096]", TensorShape.Flat(4096).ToString());
    }

    [Theory]
    [InlineData(0, "0", "0")]
    [InlineData(1024, "1024", "1,024")]
    [InlineData(1025, "1025", "1,025")]
    [InlineData(-1, "-1", "-1")]
    [InlineData(long.MaxValue, "9223372036854775807", "9,223,372,036,854,775,807")]
    public void Numbers_are_formatted_with_the_invariant_culture(long number, string plain, string separated)
    {
        Assert.Equal(plain, Format.Integer(number));
        Assert.Equal(separated, Format.Grouped(number));
    }

    [Fact]
    public void Sums_and_products_saturate()
    {
        Assert.Equal(long.MaxValue, Saturating.Add(long.MaxValue, 1));
        Assert.Equal(long.MaxValue, Saturating.Multiply(1L << 32, 1L << 31));
        Assert.Equal(1L << 62, Saturating.Multiply(1L << 31, 1L << 31));
        Assert.Equal(0, Saturating.Multiply(0, long.MaxValue));
    }

    [Fact]
    public void A_convolution_is_bound_where_any_argument_is_a_parameter_and_else_stays()
    {
        var parameter = Arg.Parameter(0);
        Conv2d constant = new(6, 6, 6) { Stride = 6, Padding = 6, Dilation = 6, Groups = 6 };
        Conv2d[] dependent =
        [
            constant with { In = parameter },
            constant with { Out = parameter },
            constant with { Kernel = parameter },
            constant with { Stride = parameter },
            constant with { Padding = parameter },
            constant with { Dilation = parameter },
            constant with { Groups = parameter },
        ];

        Assert.All(dependent, convolution => Assert.Equal(constant, convolution.Bind([6])));
        Assert.Same(constant, constant.Bind([6]));
    }
}
