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
    [InlineData(0, 0, "0.0 %")]
    [InlineData(499, 1_000_000, "less than 0.1 %")]
    [InlineData(999_600, 1_000_000, "100.0 %")]
    [InlineData(21, 7, "300.0 %")]
    public void A_growth_may_round_to_all_and_exceed_it(double added, double before, string text) =>
        Assert.Equal(text, Format.Change(added, before));
}
