using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NetVariants.Generators.Literals;

/// <summary>
/// Where in the source each character of a constant string stands: literals of every form, concatenations and interpolations of them,
/// parentheses and casts. A constant that is written elsewhere (<c>const</c> field, <c>nameof</c>) counts as one piece, where it is used.
/// </summary>
internal sealed class ConstantMap
{
    private readonly TextSpan _whole;
    private readonly List<TextSpan> _characters;

    private ConstantMap(TextSpan whole, List<TextSpan> characters)
    {
        _whole = whole;
        _characters = characters;
    }

    /// <summary>Maps <paramref name="expression"/>, whose constant value is <paramref name="value"/>.</summary>
    /// <param name="expression">The argument as written.</param>
    /// <param name="value">Its value, which the offsets given to <see cref="Locate"/> count in.</param>
    /// <param name="constantOf">The value of a part that is not a literal; null if it has none.</param>
    public static ConstantMap Create(ExpressionSyntax expression, string value, Func<ExpressionSyntax, string?> constantOf)
    {
        var characters = new List<TextSpan>(value.Length);
        var known = TryAppend(characters, expression, constantOf);
        // One piece is always right, if coarse; a wrong place never is.
        return new ConstantMap(expression.Span, known && characters.Count == value.Length ? characters : []);
    }

    /// <summary>
    /// The source of <paramref name="length"/> characters of the value from <paramref name="start"/>; the whole expression where that is
    /// unknown.
    /// </summary>
    public TextSpan Locate(int start, int length)
    {
        if (length <= 0 || start < 0 || length > _characters.Count - start)
            return _whole;
        return TextSpan.FromBounds(_characters[start].Start, _characters[start + length - 1].End);
    }

    /// <remarks>A work list instead of recursion: a concatenation of thousands of parts is thousands of levels deep.</remarks>
    private static bool TryAppend(List<TextSpan> characters, ExpressionSyntax expression, Func<ExpressionSyntax, string?> constantOf)
    {
        var work = new Stack<SyntaxNode>();
        work.Push(expression);
        while (work.Count > 0)
        {
            switch (work.Pop())
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    work.Push(parenthesized.Expression);
                    break;
                case CastExpressionSyntax cast:
                    work.Push(cast.Expression);
                    break;
                case PostfixUnaryExpressionSyntax postfix when postfix.IsKind(SyntaxKind.SuppressNullableWarningExpression):
                    work.Push(postfix.Operand);
                    break;
                case BinaryExpressionSyntax binary when binary.IsKind(SyntaxKind.AddExpression):
                    work.Push(binary.Right);
                    work.Push(binary.Left);
                    break;
                case LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression):
                    characters.AddRange(StringTokenDecoder.Decode(literal.Token, FormOf(literal.Token)));
                    break;
                case InterpolatedStringExpressionSyntax interpolated:
                    foreach (var content in interpolated.Contents.Reverse())
                        work.Push(content);
                    break;
                case InterpolationSyntax hole:
                    work.Push(hole.Expression);
                    break;
                case InterpolatedStringTextSyntax part:
                    characters.AddRange(StringTokenDecoder.Decode(part.TextToken, FormOf(part)));
                    break;
                case ExpressionSyntax other:
                    if (constantOf(other) is not { } constant)
                        return false;
                    characters.AddRange(StringTokenDecoder.Whole(other.Span, constant.Length));
                    break;
            }
        }

        return true;
    }

    private static StringForm FormOf(SyntaxToken literal) => literal.Kind() switch
    {
        SyntaxKind.SingleLineRawStringLiteralToken => new StringForm(StringKind.Raw),
        SyntaxKind.MultiLineRawStringLiteralToken => new StringForm(StringKind.RawLines, Indent: IndentOf(literal.Text)),
        _ => new StringForm(literal.Text.StartsWith("@", StringComparison.Ordinal) ? StringKind.Verbatim : StringKind.Regular),
    };

    private static StringForm FormOf(InterpolatedStringTextSyntax part)
    {
        var whole = (InterpolatedStringExpressionSyntax)part.Parent!;
        return whole.StringStartToken.Kind() switch
        {
            SyntaxKind.InterpolatedSingleLineRawStringStartToken => new StringForm(StringKind.Raw, IsInterpolated: true),
            SyntaxKind.InterpolatedMultiLineRawStringStartToken => new StringForm(
                StringKind.RawLines, IsInterpolated: true, IndentOf(whole.StringEndToken.Text), StartsLine: whole.Contents[0] == part),
            SyntaxKind.InterpolatedVerbatimStringStartToken => new StringForm(StringKind.Verbatim, IsInterpolated: true),
            _ => new StringForm(StringKind.Regular, IsInterpolated: true),
        };
    }

    /// <summary>The white space between the last line break and the closing quotes.</summary>
    private static string IndentOf(string text)
    {
        var quotes = text.Length;
        while (quotes > 0 && text[quotes - 1] == '"')
            quotes--;
        var start = quotes;
        while (start > 0 && !SyntaxFacts.IsNewLine(text[start - 1]))
            start--;
        return text.Substring(start, quotes - start);
    }
}
