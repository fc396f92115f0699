namespace NetVariants.Core.Emission;

/// <summary>Fixed pieces of emitted text besides TorchSharp's names.</summary>
internal static class EmittedNames
{
    public const string VariantInfo = "global::NetVariants.VariantInfo";

    /// <summary>Marks what no person wrote, for analyzers and coverage tools.</summary>
    public static readonly string GeneratedCode =
        "[global::System.CodeDom.Compiler.GeneratedCode(\"NetVariants\", \""
            + typeof(EmittedNames).Assembly.GetName().Version.ToString(3) + "\")]";
}
