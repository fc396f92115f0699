namespace NetVariants.Core.Graph;

/// <summary>The type of an argument.</summary>
public enum ArgType : byte
{
    /// <summary>A whole number; <c>long</c> in C#.</summary>
    Integer,

    /// <summary>A real number; <c>double</c> in C#.</summary>
    Real,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A member of an <see cref="EnumType"/>, by its index.</summary>
    Enum,
}

/// <summary>A C# enum that a block takes as a parameter.</summary>
/// <param name="Name">Its name in C#, rooted: <c>global::TorchSharp.torch.InterpolationMode</c>.</param>
/// <param name="Members">Its members' names; an argument is an index into them.</param>
public sealed record EnumType(string Name, EquatableArray<string> Members);
