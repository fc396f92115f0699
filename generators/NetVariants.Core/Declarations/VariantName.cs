using System.Globalization;
using System.Text;

namespace NetVariants.Core.Declarations;

/// <summary>From a variant's name to the name of its class.</summary>
internal static class VariantName
{
    // The compiler refuses identifiers of more than 511 characters, and full names of more than 1,023.
    private const int LengthLimit = 200;

    /// <summary>
    /// Splits the name on <c>_</c> and <c>-</c>, capitalizes each part, and keeps <c>_</c> between two digits: <c>vgg13_bn</c> gives
    /// <c>Vgg13Bn</c>, <c>resnext50_32x4d</c> gives <c>Resnext50_32x4d</c>.
    /// </summary>
    /// <returns>The identifier; empty, with a problem noted, where the name makes none.</returns>
    public static string ToIdentifier(string? name, ProblemList problems)
    {
        if (string.IsNullOrEmpty(name))
            return Refuse(name ?? "", default, "it is empty", problems);
        if (name!.Length > LengthLimit)
            return Refuse(name, default, $"it has more than {LengthLimit.ToString(CultureInfo.InvariantCulture)} characters", problems);

        var identifier = new StringBuilder(name.Length);
        var startsPart = true;
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (c is '_' or '-')
            {
                startsPart = true;
                continue;
            }

            if (!IsIdentifierPart(c))
            {
                var span = new TextSpan(i, char.IsSurrogatePair(name, i) ? 2 : 1);
                return Refuse(name, span, "a class name cannot contain '" + name.Substring(i, span.Length) + "'", problems);
            }

            if (startsPart && identifier.Length > 0 && char.IsDigit(c) && char.IsDigit(identifier[identifier.Length - 1]))
                identifier.Append('_');
            identifier.Append(startsPart ? char.ToUpperInvariant(c) : c);
            startsPart = false;
        }

        if (identifier.Length == 0)
            return Refuse(name, default, "it holds neither a letter nor a digit", problems);
        if (!IsLetter(identifier[0]))
            return Refuse(name, default, "a class name starts with a letter", problems);
        return identifier.ToString();
    }

    private static string Refuse(string name, TextSpan span, string reason, ProblemList problems)
    {
        problems.Add(DiagnosticIds.BadName, Problem.NameArgument, span, ProblemList.Quote(name), reason);
        return "";
    }

    private static bool IsLetter(char c) => CharUnicodeInfo.GetUnicodeCategory(c)
        is UnicodeCategory.UppercaseLetter
        or UnicodeCategory.LowercaseLetter
        or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.ModifierLetter
        or UnicodeCategory.OtherLetter
        or UnicodeCategory.LetterNumber;

    private static bool IsIdentifierPart(char c) => IsLetter(c) || CharUnicodeInfo.GetUnicodeCategory(c)
        is UnicodeCategory.DecimalDigitNumber
        or UnicodeCategory.NonSpacingMark
        or UnicodeCategory.SpacingCombiningMark;
}
