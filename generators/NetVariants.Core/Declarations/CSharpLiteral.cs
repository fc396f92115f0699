using System.Globalization;
using System.Text;

namespace NetVariants.Core.Declarations;

/// <summary>C# string literals.</summary>
internal static class CSharpLiteral
{
    /// <summary>The length of <c>\u0000</c>.</summary>
    private const int UnicodeEscape = 6;

    /// <summary>The text as a regular literal of printable ASCII characters.</summary>
    public static string Quote(string text)
    {
        var length = 2;
        foreach (var c in text)
            length += LengthOf(c);
        if (length == text.Length + 2)
            return "\"" + text + "\"";
        var quoted = new StringBuilder(length);
        AppendQuoted(quoted, text);
        return quoted.ToString();
    }

    /// <summary>How many characters a character takes in a literal.</summary>
    public static int LengthOf(char c) => IsEscaped(c) ? 2 : IsPlain(c) ? 1 : UnicodeEscape;

    /// <summary>Appends the literal.</summary>
    public static void AppendQuoted(StringBuilder builder, string text)
    {
        builder.Append('"');
        foreach (var c in text)
        {
            if (IsEscaped(c))
                builder.Append('\\').Append(c);
            else if (IsPlain(c))
                builder.Append(c);
            else
                builder.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }

        builder.Append('"');
    }

    private static bool IsEscaped(char c) => c is '"' or '\\';

    private static bool IsPlain(char c) => c is >= ' ' and <= '~';
}
