namespace TorchSharp.Modules;

/// <summary>Adds zeros, around the last two dimensions.</summary>
public sealed partial class ZeroPad2d : PadBase
{
    internal ZeroPad2d(params long[] padding) : base(nameof(ZeroPad2d), PaddingModes.Constant, 0, padding)
    {
    }
}
