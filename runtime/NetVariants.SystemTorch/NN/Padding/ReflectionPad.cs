namespace TorchSharp.Modules;

/// <summary>Reflects the input at its border, around the last dimension.</summary>
public sealed partial class ReflectionPad1d : PadBase
{
    internal ReflectionPad1d(params long[] padding) : base(nameof(ReflectionPad1d), PaddingModes.Reflect, 0, padding)
    {
    }
}

/// <summary>Reflects the input at its border, around the last two dimensions.</summary>
public sealed partial class ReflectionPad2d : PadBase
{
    internal ReflectionPad2d(params long[] padding) : base(nameof(ReflectionPad2d), PaddingModes.Reflect, 0, padding)
    {
    }
}

/// <summary>Reflects the input at its border, around the last three dimensions.</summary>
public sealed partial class ReflectionPad3d : PadBase
{
    internal ReflectionPad3d(params long[] padding) : base(nameof(ReflectionPad3d), PaddingModes.Reflect, 0, padding)
    {
    }
}
