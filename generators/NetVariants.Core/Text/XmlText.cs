using System.Text;

namespace NetVariants.Core.Text;

/// <summary>User text within documentation comments.</summary>
internal static class XmlText
{
    /// <summary>The text with marks escaped, and with every character that could end the line or that XML forbids replaced.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            switch (c)
            {
                case '<':
                    escaped.Append("&lt;");
                    break;
                case '>':
                    escaped.Append("&gt;");
                    break;
                case '&':
                    escaped.Append("&amp;");
                    break;
                default:
                    escaped.Append(char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\uFFFE' or '\uFFFF' ? '\uFFFD' : c);
                    break;
            }
        }

        return escaped.ToString();
    }
}
