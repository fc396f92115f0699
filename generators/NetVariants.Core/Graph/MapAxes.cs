namespace NetVariants.Core.Graph;

/// <summary>The dimensions of a map that a mean, a maximum or a sum is taken over.</summary>
public enum MapAxes : byte
{
    /// <summary>Height and width.</summary>
    Pixels,

    /// <summary>The channels.</summary>
    Channels,

    /// <summary>The height.</summary>
    Height,
}

/// <summary>What operations over some dimensions of a map share.</summary>
internal static class MapAxesFacts
{
    /// <summary>The shape that is left; null for what is not a map.</summary>
    public static TensorShape? Reduce(this MapAxes axes, TensorShape input) => input.Layout != Layout.Map ? null : axes switch
    {
        MapAxes.Pixels => TensorShape.Map(input.Channels, 1),
        MapAxes.Channels => input with { Channels = 1 },
        _ => input with { Height = 1 },
    };

    /// <summary>The dimensions of a batch as a C# array.</summary>
    public static string Dimensions(this MapAxes axes) =>
        axes switch { MapAxes.Pixels => "new long[] { 2, 3 }", MapAxes.Channels => "new long[] { 1 }", _ => "new long[] { 2 }" };
}
