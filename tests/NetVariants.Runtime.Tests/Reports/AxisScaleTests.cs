using System.Linq;
using NetVariants.Reports;
using Xunit;

namespace NetVariants.Runtime.Tests.Reports;

public sealed class AxisScaleTests
{
    [Theory]
    [InlineData(0.871, 0.913, new[] { 0.87, 0.88, 0.89, 0.9, 0.91, 0.92 })]
    [InlineData(0.24, 0.66, new[] { 0.2, 0.3, 0.4, 0.5, 0.6, 0.7 })]
    [InlineData(0, 10, new[] { 0.0, 2, 4, 6, 8, 10 })]
    public void Ticks_are_round_and_cover_the_values(double low, double high, double[] ticks) =>
        Assert.Equal(ticks, AxisScale.Cover([low, high], ticks: 5).Ticks);

    [Fact]
    public void One_value_and_no_value_have_an_axis()
    {
        Assert.All<double[]>([[], [0.5], [double.NaN], [0, 0]], values =>
        {
            var scale = AxisScale.Cover(values, 5);
            Assert.True(scale.High > scale.Low);
            Assert.All(values.Where(double.IsFinite), value => Assert.InRange(scale.Position(value), 0, 1));
        });
    }
}
