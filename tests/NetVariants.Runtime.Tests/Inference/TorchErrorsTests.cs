using System.Runtime.InteropServices;
using NetVariants.Inference;
using Xunit;

namespace NetVariants.Runtime.Tests.Inference;

public sealed class TorchErrorsTests
{
    [Theory]
    [InlineData(
        "Target 6 is out of bounds.\nException raised from nll at LossNLL.cpp:1\nframe #0: c10::Error",
        "Target 6 is out of bounds.",
        false)]
    [InlineData(
        "[enforce fail at alloc_cpu.cpp:127] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to allocate 8 bytes.\nframe "
            + "#0: c10::alloc_cpu",
        "[enforce fail at alloc_cpu.cpp:127] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to allocate 8 bytes.",
        true)]
    [InlineData(
        "[enforce fail at alloc_cpu.cpp:117] data. DefaultCPUAllocator: not enough memory: you tried to allocate 8 bytes.",
        "[enforce fail at alloc_cpu.cpp:117] data. DefaultCPUAllocator: not enough memory: you tried to allocate 8 bytes.",
        true)]
    [InlineData("std::bad_alloc", "std::bad_alloc", true)]
    [InlineData("CUDA out of memory. Tried to allocate 2.00 GiB", "CUDA out of memory. Tried to allocate 2.00 GiB", true)]
    public void Native_traces_are_removed_and_out_of_memory_is_recognized(string message, string summary, bool isOutOfMemory)
    {
        var error = new ExternalException(message);

        Assert.Equal(summary, TorchErrors.Summary(error));
        Assert.Equal(message != summary, TorchErrors.HasTrace(error));
        Assert.Equal(isOutOfMemory, TorchErrors.IsOutOfMemory(error));
    }
}
