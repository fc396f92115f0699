using System;
using System.Collections.Generic;

namespace NetVariants.Core.Families.Shared;

/// <summary>The activations of layer strings, by timm's codes.</summary>
internal static class ActivationCodes
{
    // In the order of the enum's values.
    private static readonly string[] s_codes = { "nre", "nr6", "nlr", "nsi", "nge", "nhs", "nmi" };

    private static readonly (string Name, string Code)[] s_names =
    {
        ("relu", "nre"), ("relu6", "nr6"), ("leakyrelu", "nlr"), ("silu", "nsi"), ("swish", "nsi"), ("sw", "nsi"), ("gelu", "nge"),
        ("hardswish", "nhs"), ("hswish", "nhs"), ("mish", "nmi"),
    };

    /// <summary>All codes.</summary>
    public static IReadOnlyList<string> All => s_codes;

    /// <summary>The activation of a code; null for another text.</summary>
    public static Activation? Find(string code) => Array.IndexOf(s_codes, code) is >= 0 and var index ? (Activation)index : null;

    /// <summary>The code that was meant by an activation's name, or by a code without its <c>n</c>; null for another text.</summary>
    /// <param name="written">The text, in lower case.</param>
    public static string? Guess(string written)
    {
        foreach (var (name, code) in s_names)
        {
            if (written == name || written == "n" + name)
                return code;
        }

        return Find("n" + written) is null ? null : "n" + written;
    }
}
