using System.Collections.Generic;

namespace NetVariants.Samples.Imagenette;

/// <summary>
/// What V. Santiago Júnior's article reports of its nine networks on Imagenette (320 px): 10 epochs on the author's GPU. Printed
/// next to this run's own figures.
/// </summary>
/// <param name="Parameters">Trainable parameters.</param>
/// <param name="FileMegabytes">The size of the saved state, "# Param Mem (MB)": names and headers included.</param>
/// <param name="Seconds">Training plus inference.</param>
/// <param name="Accuracy">On the test images, 0 to 1.</param>
internal sealed record Article(long Parameters, double FileMegabytes, double Seconds, double Accuracy)
{
    /// <summary>The reported figures by the network's name.</summary>
    public static IReadOnlyDictionary<string, Article> Reported { get; } = new Dictionary<string, Article>
    {
        ["vgg16_bn"] = new(134_309_962, 512.4, 8560, 0.5306),
        ["vgg19_bn"] = new(139_622_218, 532.7, 9224, 0.3941),
        ["vgg12_bn"] = new(126_636_874, 483.1, 6752, 0.6353),
        ["densenet121"] = new(6_964_106, 27.1, 7429, 0.7125),
        ["densenet161"] = new(26_494_090, 102.2, 10_024, 0.7339),
        ["densenet83"] = new(8_321_218, 32.2, 8684, 0.7305),
        ["resnet18"] = new(11_181_642, 42.7, 2836, 0.7508),
        ["resnet34"] = new(21_289_802, 81.3, 2930, 0.7045),
        ["resnet14"] = new(5_280_330, 20.2, 1273, 0.7209),
    };
}
