namespace NetVariants.Core.Declarations;

/// <summary>What is wrong with a declaration.</summary>
/// <param name="Id">The diagnostic's id: <c>NV2001</c>.</param>
/// <param name="Argument">Where: <c>name</c>, <c>layers</c>, or a knob's name.</param>
/// <param name="Start">The first character concerned, counted in the argument's string value.</param>
/// <param name="Length">The number of characters concerned; 0 stands for the whole argument.</param>
/// <param name="Details">What the message of this id fills in, in order (see <see cref="DiagnosticIds"/>).</param>
/// <param name="Suggestion">What may have been meant in place of these characters; null where nothing is known.</param>
public sealed record Problem(string Id, string Argument, int Start, int Length, EquatableArray<string> Details, string? Suggestion = null)
{
    /// <summary>The argument that <see cref="VariantDeclaration.Name"/> comes from.</summary>
    public const string NameArgument = "name";

    /// <summary>The argument that <see cref="VariantDeclaration.Layers"/> comes from.</summary>
    public const string LayersArgument = "layers";

    /// <summary>The argument that the normalization comes from.</summary>
    public const string NormArgument = "Norm";

    /// <summary>The argument that an image's side comes from.</summary>
    public const string ImageSizeArgument = "ImageSize";

    /// <summary>What helps where the groups of a convolution do not divide its channels.</summary>
    internal static string GroupsRemedy(string groups) => "make both multiples of " + groups + ", or choose groups that divide both";
}
