using NetVariants.Native;
using Xunit;

namespace NetVariants.Runtime.Tests.Native;

public sealed class FreedMemoryTests
{
    private const string TrimThreshold = "MALLOC_TRIM_THRESHOLD_";

    [Fact]
    public void Steps_wait_for_large_blocks_unless_these_are_kept()
    {
        // Maps of 34 MiB: malloc always returns blocks above 32 MiB, the most to which its own threshold grows. Whether it returns smaller
        // ones depends on the end of the heap.
        const int Batch = 272;
        var large = FreshTraining.Run(isKept: true, withLargeBlocks: true, Batch);
        var small = FreshTraining.Run(isKept: true, withLargeBlocks: false, Batch);
        var none = FreshTraining.Run(isKept: false, withLargeBlocks: false, Batch);

        var faults = $"{large.PageFaults} page faults a step, {small.PageFaults} where small blocks stay, {none.PageFaults} where none do";
        Assert.True(large.PageFaults * 5 < small.PageFaults, faults);
        Assert.True(large.PageFaults * 5 < none.PageFaults, faults);
        Assert.Equal(none.Loss, large.Loss);
        Assert.Equal(none.Loss, small.Loss);
    }

    [Theory]
    [InlineData(TrimThreshold, "131072")]
    [InlineData("GLIBC_TUNABLES", "glibc.malloc.trim_threshold=131072")]
    public void The_environments_settings_of_malloc_stay_in_force(string variable, string value)
    {
        var kept = FreshTraining.Run(isKept: true);
        var returned = FreshTraining.Run(isKept: true, environment: (variable, value));

        Assert.True(kept.PageFaults * 5 < returned.PageFaults, $"{kept.PageFaults} page faults a step, {returned.PageFaults} with it");
        Assert.Equal(returned.Loss, kept.Loss);
    }

    [Theory]
    [InlineData(TrimThreshold, "1", true)]
    [InlineData("MALLOC_TOP_PAD_", "1", true)]
    [InlineData("MALLOC_MMAP_THRESHOLD_", "1", true)]
    [InlineData("MALLOC_MMAP_MAX_", "1", true)]
    [InlineData("GLIBC_TUNABLES", "glibc.malloc.perturb=1:glibc.malloc.mmap_max=0", true)]
    [InlineData("GLIBC_TUNABLES", "glibc.malloc.arena_max=2", false)]
    [InlineData("MALLOC_ARENA_MAX", "2", false)]
    public void Settings_of_when_memory_is_returned_are_the_users(string variable, string value, bool isUsers) =>
        Assert.Equal(isUsers, FreedMemory.IsSetByUser(name => name == variable ? value : null));
}
