using System;

namespace NetVariants.Reports;

/// <summary>A picture with the class that it has and the class that a network took it for.</summary>
/// <param name="Jpeg">The picture, a JPEG file's bytes.</param>
/// <param name="Truth">The name of its class.</param>
/// <param name="Predicted">The name of the class that the network finds most probable.</param>
/// <param name="Probability">How probable the network finds that class, 0 to 1.</param>
public sealed record ClassifiedImage(ReadOnlyMemory<byte> Jpeg, string Truth, string Predicted, double Probability)
{
    /// <summary>Whether the network is right.</summary>
    public bool IsRight => Truth == Predicted;
}
