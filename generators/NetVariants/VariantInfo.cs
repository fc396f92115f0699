using System;

namespace NetVariants;

/// <summary>
/// What a variant's declaration implies, computed when the model was built: its counts, its sizes, and the declaration itself.
/// </summary>
/// <example>
/// <code>
/// foreach (var info in Zoo.All)
///     Console.WriteLine($"{info.Name}: {info.LayerCount} layers, {info.ParameterCount:N0} parameters");
/// </code>
/// </example>
public sealed class VariantInfo
{
    /// <summary>Collects the facts; generated code calls this.</summary>
    /// <exception cref="ArgumentNullException">A text is null.</exception>
    public VariantInfo(
        string name,
        string family,
        string declaration,
        long parameterCount,
        long macs,
        int layerCount,
        long stateBytes,
        int inChannels,
        int imageSize,
        int numClasses,
        int smallestImageSize,
        long activationBytes = 0,
        string? baseDeclaration = null)
    {
        Name = name ?? throw new ArgumentNullException(nameof(name));
        Family = family ?? throw new ArgumentNullException(nameof(family));
        Declaration = declaration ?? throw new ArgumentNullException(nameof(declaration));
        ParameterCount = parameterCount;
        Macs = macs;
        LayerCount = layerCount;
        StateBytes = stateBytes;
        InChannels = inChannels;
        ImageSize = imageSize;
        NumClasses = numClasses;
        SmallestImageSize = smallestImageSize;
        ActivationBytes = activationBytes;
        BaseDeclaration = baseDeclaration;
    }

    /// <summary>The variant's name as declared, <c>vgg12_bn</c>.</summary>
    public string Name { get; }

    /// <summary>The family's name: <c>VGG</c>, <c>ResNet</c>, <c>ConvNeXt</c>, …</summary>
    public string Family { get; }

    /// <summary>
    /// The attribute in canonical form, defaults left out: <c>VggVariant("vgg11", "64,M", BatchNorm = true)</c>. The network's graph can be
    /// built again from it.
    /// </summary>
    public string Declaration { get; }

    /// <summary>The <see cref="Declaration"/> of the variant from which this one derives; null where it derives from none.</summary>
    public string? BaseDeclaration { get; }

    /// <summary>The number of trainable parameters.</summary>
    public long ParameterCount { get; }

    /// <summary>
    /// The multiply-accumulate operations of convolutions, linear layers and attention for one image of <see cref="InputShape"/>.
    /// </summary>
    public long Macs { get; }

    /// <summary>
    /// The convolutions and linear layers on the main path from input to output, which shortcuts and gates (squeeze and excitation) are
    /// beside.
    /// </summary>
    public int LayerCount { get; }

    /// <summary>
    /// The bytes of the state dict's tensors: parameters and running statistics as 32-bit floats, <c>num_batches_tracked</c> as 64-bit
    /// integers.
    /// </summary>
    public long StateBytes { get; }

    /// <summary>The channels of the input image.</summary>
    public int InChannels { get; }

    /// <summary>The side in pixels of the square image for which <see cref="Macs"/> holds.</summary>
    public int ImageSize { get; }

    /// <summary>The number of classes.</summary>
    public int NumClasses { get; }

    /// <summary>The side in pixels of the smallest square image on which the network runs.</summary>
    public int SmallestImageSize { get; }

    /// <summary>
    /// The bytes that training keeps for one image of <see cref="InputShape"/> between forward and backward pass, in 32-bit floats: times
    /// the batch size, what activations take besides weights, gradients and the optimizer's state.
    /// </summary>
    public long ActivationBytes { get; }

    /// <summary>The shape of one input image, <c>[channels, height, width]</c>; a new array at each call.</summary>
    public long[] InputShape => new long[] { InChannels, ImageSize, ImageSize };

    /// <summary>The declaration.</summary>
    public override string ToString() => Declaration;
}
