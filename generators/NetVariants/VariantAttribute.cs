using System;

namespace NetVariants;

/// <summary>Declares a network of a family: what the attributes of all families share.</summary>
/// <remarks>
/// On a partial class the class itself becomes the model; on a static partial class every application becomes a nested model class.
/// </remarks>
public abstract class VariantAttribute : Attribute
{
    /// <summary>Declares the variant <paramref name="name"/>.</summary>
    private protected VariantAttribute(string name, string layers)
    {
        Name = name;
        Layers = layers;
    }

    /// <summary>Declares the variant <paramref name="name"/> with the layers of its base.</summary>
    private protected VariantAttribute(string name) => Name = name;

    /// <summary>The variant's name, as in <c>resnet14</c>. In a zoo it names the nested class in PascalCase.</summary>
    public string Name { get; }

    /// <summary>The layers, in the family's own text; null where the base says them.</summary>
    public string? Layers { get; }

    /// <summary>
    /// The model from which the variant derives, of the same family: <c>typeof(ResNet18)</c>, in a zoo <c>typeof(Zoo.Resnet18)</c>, also of
    /// another assembly. What the attribute writes counts before what the base says; limits are not inherited. Default: null, no base.
    /// </summary>
    public Type? Base { get; set; }

    /// <summary>The channels of the input image, 1 to 65,536. Default: 3.</summary>
    public int InChannels { get; set; } = 3;

    /// <summary>The side in pixels of the square image for which shapes and counts are computed, 1 to 65,536. Default: 224.</summary>
    public int ImageSize { get; set; } = 224;

    /// <summary>The number of classes, which is the length of the output, 1 or more. Default: 1000.</summary>
    public int NumClasses { get; set; } = 1000;

    /// <summary>
    /// The most trainable parameters that the network may have; more are the warning NV4001. 0 means no limit, whatever the project's.
    /// Default: the project's limit, if it has one.
    /// </summary>
    public long MaxParameters { get; set; }

    /// <summary>
    /// The most multiply-accumulates for one image that the network may take; more are the warning NV4002. 0 means no limit, whatever the
    /// project's. Default: the project's limit, if it has one.
    /// </summary>
    public long MaxMacs { get; set; }

    /// <summary>
    /// The most memory, in MiB, that training may keep for one image (<see cref="VariantInfo.ActivationBytes"/>); more is the warning
    /// NV4003. 0 means no limit, whatever the project's. Default: the project's limit, if it has one.
    /// </summary>
    public double MaxActivationMiB { get; set; }
}
