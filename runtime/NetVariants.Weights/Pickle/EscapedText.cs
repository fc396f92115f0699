using System;
using System.Globalization;
using System.Text;

namespace NetVariants.Weights.Pickle;

/// <summary>The strings of protocol 0: lines with escapes.</summary>
internal static class EscapedText
{
    /// <summary>Python's raw-unicode-escape.</summary>
    public static string Unicode(string line) => Replace(line, isQuoted: false);

    /// <summary>A string literal of Python 2: <c>'conv1.weight'</c>.</summary>
    public static string Quoted(string line) =>
        line.Length >= 2 && line[0] is '\'' or '"' && line[^1] == line[0]
            ? Replace(line[1..^1], isQuoted: true)
            : throw new FormatException("a text has no quotes");

    private static string Replace(string line, bool isQuoted)
    {
        var text = new StringBuilder(line.Length);
        for (var i = 0; i < line.Length; i++)
        {
            var kind = line[i] == '\\' && i + 1 < line.Length ? line[i + 1] : '\0';
            var digits = kind switch { 'u' when !isQuoted => 4, 'U' when !isQuoted => 8, 'x' when isQuoted => 2, _ => 0 };
            if (digits > 0 && i + 2 + digits <= line.Length
                && int.TryParse(line.AsSpan(i + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
                && code is >= 0 and < 0x110000 and not (>= 0xd800 and < 0xe000))
            {
                text.Append(char.ConvertFromUtf32(code));
                i += 1 + digits;
            }
            else if (isQuoted && kind is '\\' or '\'' or '"' or 'n' or 't' or 'r')
            {
                text.Append(kind switch { 'n' => '\n', 't' => '\t', 'r' => '\r', _ => kind });
                i++;
            }
            else
            {
                text.Append(line[i]);
            }
        }

        return text.ToString();
    }
}
