namespace NetVariants.Core.Emission;

/// <summary>The user's partial class that the emitted text completes.</summary>
/// <param name="Namespace">Its namespace; empty for the global one.</param>
/// <param name="Containers">The types around it, outermost first.</param>
/// <param name="Name">Its name as written in code, with <c>@</c> where that is needed.</param>
/// <param name="TypeParameters">The names of its type parameters.</param>
/// <param name="IsStatic">Whether it is a zoo; otherwise it is a model.</param>
/// <param name="EmitBase">Whether the emitted part may name the base class; false where the user's part names another one.</param>
/// <param name="NullableSyntax">Whether the language version knows nullable reference types (C# 8 or later).</param>
/// <param name="Keyword"><c>class</c>, or <c>record</c> for an invalid variant on one.</param>
/// <param name="Declared">
/// The generated members, by <see cref="MemberNames"/>, that the user's part declares itself: a zoo and an invalid variant leave them out;
/// a zoo's blocks of these names stay in their models.
/// </param>
/// <param name="UsesAliases">Whether the text may use aliases of TorchSharp's names in the namespace: no user's name hides them.</param>
/// <param name="FileScopedNamespace">Whether the language version knows namespaces without braces (C# 10 or later).</param>
/// <param name="MustOverrideForward">Whether the base class that the user's part names leaves <c>forward</c> to it, so that an invalid
/// variant too overrides it.</param>
public sealed record TargetType(
    string Namespace,
    EquatableArray<ContainingType> Containers,
    string Name,
    EquatableArray<string> TypeParameters,
    bool IsStatic,
    bool EmitBase = true,
    bool NullableSyntax = true,
    string Keyword = "class",
    EquatableArray<string> Declared = default,
    bool UsesAliases = false,
    bool FileScopedNamespace = true,
    bool MustOverrideForward = false)
{
    /// <summary>The type as its own members refer to it: <c>Net&lt;T&gt;</c>.</summary>
    public string NameWithParameters => WithParameters(Name, TypeParameters);

    internal static string WithParameters(string name, EquatableArray<string> parameters) =>
        parameters.Count == 0 ? name : name + "<" + string.Join(", ", parameters) + ">";
}

/// <summary>A type around the target, to be opened again.</summary>
/// <param name="Keyword"><c>class</c>, <c>struct</c>, <c>record</c>, <c>record struct</c> or <c>interface</c>.</param>
/// <param name="Name">Its name as written in code.</param>
/// <param name="TypeParameters">The names of its type parameters.</param>
public sealed record ContainingType(string Keyword, string Name, EquatableArray<string> TypeParameters)
{
    /// <summary>The type as a declaration names it.</summary>
    public string NameWithParameters => TargetType.WithParameters(Name, TypeParameters);
}
