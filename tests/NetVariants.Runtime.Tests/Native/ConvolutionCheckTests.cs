using System;
using NetVariants.Native;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.Runtime.Tests.Native;

public sealed class ConvolutionCheckTests
{
    [Theory]
    [InlineData(0, 2.0, "the output of 3 to 4 channels, 7×7, stride 2, on 4 images of 32×32 is off by")]
    [InlineData(1, 2.0, "the input gradient of 3 to 4 channels")]
    [InlineData(2, 1.01, "the weight gradient of 3 to 4 channels")]
    [InlineData(2, double.NaN, "is off by NaN")]
    public void A_wrong_float32_convolution_is_reported(int part, double factor, string difference)
    {
        var found = ConvolutionCheck.FirstDifference((_, type) =>
        {
            Tensor[] parts = [ones(3, type), ones(3, type), ones(3, type)];
            if (type == ScalarType.Float32)
                parts[part].mul_(factor);
            return parts;
        });

        Assert.Contains(difference, found, StringComparison.Ordinal);
    }

    [Fact]
    public void Differences_by_rounding_are_accepted() =>
        Assert.Null(
            ConvolutionCheck.FirstDifference(
                (_, type) => [ones(3, type).mul_(type == ScalarType.Float32 ? 1.0001 : 1), ones(3, type), ones(3, type)]));

    [Fact]
    public void Random_numbers_stay_as_they_are()
    {
        manual_seed(7);
        double expected = rand(1).item<float>();
        manual_seed(7);

        Assert.Null(ConvolutionCheck.Difference is null ? ConvolutionCheck.FirstDifference(ConvolutionCheck.Contiguous) : null);

        Assert.Equal(expected, rand(1).item<float>());
    }
}
