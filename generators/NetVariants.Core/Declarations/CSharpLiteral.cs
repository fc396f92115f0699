using System.Globalization;
using System.Text;

namespace NetVariants.Core.Declarations;

/// <summary>C# string literals.</summary>
internal static class CSharpLiteral
{
    /// <summary>The text as a regular literal of printable ASCII characters.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length);
        AppendQuoted(quoted, text);
        return quoted.ToString();
    }

    /// <summary>Appends the literal.</summary>
    public static void AppendQuoted(StringBuilder builder, string text)
    {
        builder.Append('"');
        foreach (var c in text)
        {
            if (c is '"' or '\\')
                builder.Append('\\').Append(c);
            else if (c is >= ' ' and <= '~')
                builder.Append(c);
            else
                builder.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }

        builder.Append('"');
    }
}
