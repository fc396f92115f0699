using NetVariants.Core.Graph;
using Xunit;

namespace NetVariants.Core.Tests.Graph;

/// <summary>Numbers as text.</summary>
public sealed class FormatTests
{
    [Theory]
    [InlineData(0, 0, "0.0 %")]
    [InlineData(0, 7, "0.0 %")]
    [InlineData(1, 8, "12.5 %")]
    [InlineData(7, 7, "100.0 %")]
    [InlineData(499, 1_000_000, "less than 0.1 %")]
    [InlineData(500, 1_000_000, "0.1 %")]
    [InlineData(999_499, 1_000_000, "99.9 %")]
    [InlineData(999_999, 1_000_000, "99.9 %")]
    public void A_share_never_reads_as_nothing_nor_less_than_all_as_all(double part, double whole, string text) =>
        Assert.Equal(text, Format.Share(part, whole));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1 << 20, 1)]
    [InlineData(13_510_920, 12.885017395019531)]
    [InlineData(1L << 62, 4_398_046_511_104.0)]
    public void A_mebibyte_has_1024_kibibytes_of_1024_bytes(long bytes, double mebibytes) =>
        Assert.Equal(mebibytes, Format.Mebibytes(bytes));

    [Theory]
    [InlineData(0, 1 << 20, 2, "0.00")]
    [InlineData(1 << 19, 1 << 20, 1, "0.5")]
    [InlineData(1_073_741_824, 1 << 20, 1, "1,024.0")]
    [InlineData(1_819_066_368, 1_000_000_000, 3, "1.819")]
    [InlineData(1_050_499, 1_000_000, 3, "1.050")]
    [InlineData(1_050_500, 1_000_000, 3, "1.051")]
    [InlineData(999_999_999, 1_000_000_000, 3, "1.000")]
    [InlineData(1_234_567_800_000, 1_000_000_000, 3, "1,234.568")]
    [InlineData(long.MaxValue, 1_000_000_000, 3, "9,223,372,036.855")]
    public void A_number_in_units_is_rounded_to_its_decimals(long number, long unit, int decimals, string text) =>
        Assert.Equal(text, Format.InUnits(number, unit, decimals));

    [Theory]
    [InlineData(0, 0, "0.0 %")]
    [InlineData(499, 1_000_000, "less than 0.1 %")]
    [InlineData(999_600, 1_000_000, "100.0 %")]
    [InlineData(21, 7, "300.0 %")]
    public void A_growth_may_round_to_all_and_exceed_it(double added, double before, string text) =>
        Assert.Equal(text, Format.Change(added, before));
}
