namespace TorchSharp;

/// <summary>What stands around a convolution's input.</summary>
public enum PaddingModes
{
    /// <summary>Zeros.</summary>
    Zeros = 0,

    /// <summary>The input, mirrored at its border.</summary>
    Reflect = 1,

    /// <summary>The border's elements, repeated.</summary>
    Replicate = 2,

    /// <summary>The input's other end.</summary>
    Circular = 3,

    /// <summary>A constant.</summary>
    Constant = 4,
}

/// <summary>How much padding a convolution has, by its effect.</summary>
public enum Padding
{
    /// <summary>None.</summary>
    Valid = 0,

    /// <summary>As much as keeps the size, at stride 1.</summary>
    Same = 1,
}
