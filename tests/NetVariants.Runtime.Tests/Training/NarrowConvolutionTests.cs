using Xunit;

namespace NetVariants.Runtime.Tests.Training;

public sealed class NarrowConvolutionTests
{
    /// <summary>With AVX-512, oneDNN's gradient of its second stage's shortcut would end the process.</summary>
    [Fact]
    public void A_narrow_network_with_layer_norm_survives_its_training() =>
        Assert.InRange(FreshTraining.Run(isKept: true).Loss, 0.1, 10);
}
