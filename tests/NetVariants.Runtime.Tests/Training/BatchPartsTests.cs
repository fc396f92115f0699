using System.Linq;
using NetVariants.Training.Checks;
using Xunit;

namespace NetVariants.Runtime.Tests.Training;

public sealed class BatchPartsTests
{
    [Theory]
    [InlineData(128, null, 128)]
    [InlineData(128, 100, 100)]
    [InlineData(128, 64, 64)]
    [InlineData(16, 100, 16)]
    public void Largest_is_the_largest_part_of_any_batch_up_to_the_size(int batchSize, int? microBatchSize, int largest)
    {
        var sizes = Enumerable.Range(1, batchSize).Select(
            images => BatchParts.SizeOf(0, BatchParts.Count(images, microBatchSize), images));

        Assert.Equal(largest, sizes.Max());
        Assert.Equal(largest, BatchParts.Largest(batchSize, microBatchSize));
    }
}
