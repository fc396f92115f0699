namespace TorchSharp.Modules;

/// <summary>Repeats the border's elements, around the last dimension.</summary>
public sealed partial class ReplicationPad1d : PadBase
{
    internal ReplicationPad1d(params long[] padding) : base(nameof(ReplicationPad1d), PaddingModes.Replicate, 0, padding)
    {
    }
}

/// <summary>Repeats the border's elements, around the last two dimensions.</summary>
public sealed partial class ReplicationPad2d : PadBase
{
    internal ReplicationPad2d(params long[] padding) : base(nameof(ReplicationPad2d), PaddingModes.Replicate, 0, padding)
    {
    }
}

/// <summary>Repeats the border's elements, around the last three dimensions.</summary>
public sealed partial class ReplicationPad3d : PadBase
{
    internal ReplicationPad3d(params long[] padding) : base(nameof(ReplicationPad3d), PaddingModes.Replicate, 0, padding)
    {
    }
}
