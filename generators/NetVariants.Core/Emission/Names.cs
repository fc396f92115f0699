namespace NetVariants.Core.Emission;

/// <summary>The names of TorchSharp, and other fixed pieces of emitted text. All are rooted: no user's name can capture them.</summary>
internal static class Names
{
    public const string Tensor = "global::TorchSharp.torch.Tensor";
    public const string Module = "global::TorchSharp.torch.nn.Module<global::TorchSharp.torch.Tensor, global::TorchSharp.torch.Tensor>";
    public const string Sequential = "global::TorchSharp.Modules.Sequential";
    public const string Modules = "global::TorchSharp.Modules.";
    public const string Factories = "global::TorchSharp.torch.nn.";
    public const string Functions = "global::TorchSharp.torch.nn.functional.";
    public const string Init = "global::TorchSharp.torch.nn.init.";
    public const string Device = "global::TorchSharp.torch.Device";
    public const string ScalarType = "global::TorchSharp.torch.ScalarType";
    public const string VariantInfo = "global::NetVariants.VariantInfo";

    /// <summary>Marks what no person wrote, for analyzers and coverage tools.</summary>
    public static readonly string GeneratedCode =
        "[global::System.CodeDom.Compiler.GeneratedCode(\"NetVariants\", \"" + typeof(Names).Assembly.GetName().Version.ToString(3) + "\")]";
}
