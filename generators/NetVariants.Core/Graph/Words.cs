using System;
using System.Text;

namespace NetVariants.Core.Graph;

/// <summary>Memory for one text at a time, which the thread keeps for the next: tables write out each layer of a network.</summary>
internal static class Words
{
    [ThreadStatic]
    private static StringBuilder? t_text;

    /// <summary>Starts a text.</summary>
    public static StringBuilder Begin(string start) => (t_text ??= new StringBuilder()).Clear().Append(start);
}
