using NetVariants.Core.Graph;

namespace NetVariants.Core.Emission;

/// <summary>Where a network is built and in which element type: the two parameters that every constructor and factory has.</summary>
internal static class Placement
{
    /// <summary>The arguments that hand them on.</summary>
    public const string Arguments = "device: device, dtype: dtype";

    /// <summary>The parameters.</summary>
    public static SourceWriter Parameters(SourceWriter writer) => writer
        .Write(TorchNames.Device).Write(writer.Nullable).Write(" device = null, ").Write(TorchNames.ScalarType).Write("? dtype = null");

    /// <summary>Their documentation.</summary>
    public static void Documentation(SourceWriter writer) => writer
        .Line("/// <param name=\"device\">Where the parameters live; the default device when null.</param>")
        .Line("/// <param name=\"dtype\">Their element type; the default type when null.</param>");
}
