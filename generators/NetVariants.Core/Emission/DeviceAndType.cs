namespace NetVariants.Core.Emission;

/// <summary>Where a network is built and in which element type: the two parameters that every constructor and factory has.</summary>
internal static class DeviceAndType
{
    /// <summary>The arguments that hand them on.</summary>
    public const string Arguments = "device: device, dtype: dtype";

    /// <summary>Their types, as a signature in <see cref="MemberNames"/> has them.</summary>
    public const string Types = "TorchSharp.torch.Device, TorchSharp.torch.ScalarType?";

    /// <summary>Their documentation.</summary>
    public const string Documentation = """
        /// <param name="device">Where the parameters live; null for the default.</param>
        /// <param name="dtype">Their element type; null for the default.</param>
        """;

    /// <summary>The parameters.</summary>
    public static string Parameters(SourceWriter writer) =>
        writer.NullableSyntax ? writer.Torch.NullableDeviceAndType : writer.Torch.DeviceAndType;
}
