using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetVariants.Files;
using Xunit;

namespace NetVariants.Data.Tests;

/// <summary>Lists in messages.</summary>
public sealed class FirstFewTests
{
    [Theory]
    [InlineData(0, "", "")]
    [InlineData(2, "1, 2", "1, 2")]
    [InlineData(3, "1, 2, …", "1, 2 and 1 more")]
    [InlineData(5, "1, 2, …", "1, 2 and 3 more")]
    public void A_list_is_cut_after_the_first_few(int count, string cut, string counted)
    {
        string[] items = [.. Numbers(count)];

        Assert.Equal(cut, FirstFew.Of(items, 2));
        Assert.Equal(counted, FirstFew.Counted(items, 2));
    }

    [Fact]
    public void A_sequence_is_read_no_further_than_needed()
    {
        var read = 0;

        FirstFew.Of(Numbers(1_000).Select(number => (number, read++).number), 2);

        Assert.Equal(3, read);
    }

    private static IEnumerable<string> Numbers(int count)
    {
        for (var i = 1; i <= count; i++)
            yield return i.ToString(CultureInfo.InvariantCulture);
    }
}
