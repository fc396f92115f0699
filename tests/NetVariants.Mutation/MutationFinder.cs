using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NetVariants.Mutation;

/// <summary>Finds the changes that can be made to a file, in the order of its text: the same ones for the same file.</summary>
internal sealed partial class MutationFinder : CSharpSyntaxWalker
{
    private readonly SemanticModel _model;
    private readonly string _file;
    private readonly SourceText _text;
    private readonly List<Mutation> _found = [];

    private MutationFinder(SemanticModel model, string file)
    {
        _model = model;
        _file = file;
        _text = model.SyntaxTree.GetText();
    }

    /// <summary>The changes of a file.</summary>
    /// <param name="model">The file within its compilation.</param>
    /// <param name="file">Its name in the results.</param>
    public static IReadOnlyList<Mutation> Find(SemanticModel model, string file)
    {
        var finder = new MutationFinder(model, file);
        finder.Visit(model.SyntaxTree.GetRoot());
        return finder._found;
    }

    public override void VisitAttributeList(AttributeListSyntax node)
    {
        // What attributes say is not computed.
    }

    public override void VisitIfStatement(IfStatementSyntax node)
    {
        Negate(node.Condition);
        base.VisitIfStatement(node);
    }

    public override void VisitWhileStatement(WhileStatementSyntax node)
    {
        Negate(node.Condition);
        base.VisitWhileStatement(node);
    }

    public override void VisitForStatement(ForStatementSyntax node)
    {
        if (node.Condition is { } condition)
            Negate(condition);
        base.VisitForStatement(node);
    }

    public override void VisitConditionalExpression(ConditionalExpressionSyntax node)
    {
        Negate(node.Condition);
        base.VisitConditionalExpression(node);
    }

    public override void VisitWhenClause(WhenClauseSyntax node)
    {
        Negate(node.Condition);
        base.VisitWhenClause(node);
    }

    public override void VisitReturnStatement(ReturnStatementSyntax node)
    {
        if (node.Expression is { } result && IsBoolean(result))
            Negate(result);
        base.VisitReturnStatement(node);
    }

    public override void VisitArrowExpressionClause(ArrowExpressionClauseSyntax node)
    {
        if (IsBoolean(node.Expression))
            Negate(node.Expression);
        base.VisitArrowExpressionClause(node);
    }

    public override void VisitBinaryExpression(BinaryExpressionSyntax node)
    {
        switch (node.Kind())
        {
            case SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression:
                Negate(node.Left);
                Negate(node.Right);
                Swap(MutationKind.SwapComparison, node.OperatorToken);
                break;
            case SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression or SyntaxKind.GreaterThanExpression
                or SyntaxKind.GreaterThanOrEqualExpression or SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression:
                Swap(MutationKind.SwapComparison, node.OperatorToken);
                break;
            case SyntaxKind.AddExpression or SyntaxKind.SubtractExpression or SyntaxKind.MultiplyExpression or SyntaxKind.DivideExpression
                or SyntaxKind.ModuloExpression when IsNumber(node):
                Swap(MutationKind.SwapArithmetic, node.OperatorToken);
                break;
        }

        base.VisitBinaryExpression(node);
    }

    public override void VisitRelationalPattern(RelationalPatternSyntax node)
    {
        Swap(MutationKind.SwapComparison, node.OperatorToken);
        base.VisitRelationalPattern(node);
    }

    public override void VisitUnaryPattern(UnaryPatternSyntax node)
    {
        Add(MutationKind.NegateCondition, TextSpan.FromBounds(node.OperatorToken.SpanStart, node.Pattern.SpanStart), "");
        base.VisitUnaryPattern(node);
    }

    public override void VisitBinaryPattern(BinaryPatternSyntax node)
    {
        Swap(MutationKind.SwapComparison, node.OperatorToken);
        base.VisitBinaryPattern(node);
    }

    public override void VisitAssignmentExpression(AssignmentExpressionSyntax node)
    {
        if (IsNumber(node.Left))
            Swap(MutationKind.SwapArithmetic, node.OperatorToken);
        base.VisitAssignmentExpression(node);
    }

    public override void VisitPostfixUnaryExpression(PostfixUnaryExpressionSyntax node)
    {
        Swap(MutationKind.SwapArithmetic, node.OperatorToken);
        base.VisitPostfixUnaryExpression(node);
    }

    public override void VisitLiteralExpression(LiteralExpressionSyntax node)
    {
        switch (node.Token.Value)
        {
            case int or long:
                var value = Convert.ToInt64(node.Token.Value, CultureInfo.InvariantCulture);
                Number(value, node.Token.Text.EndsWith('L') ? "L" : "");
                break;
            case char character:
                Add(MutationKind.ChangeLiteral, node.Span, SymbolDisplay.FormatLiteral((char)(character + 1), quote: true));
                Add(MutationKind.ChangeLiteral, node.Span, SymbolDisplay.FormatLiteral((char)(character - 1), quote: true));
                break;
            case bool truth:
                Add(MutationKind.ChangeLiteral, node.Span, truth ? "false" : "true");
                break;
        }

        void Number(long value, string suffix)
        {
            Add(MutationKind.ChangeLiteral, node.Span, (value + 1).ToString(CultureInfo.InvariantCulture) + suffix);
            Add(MutationKind.ChangeLiteral, node.Span, (value - 1).ToString(CultureInfo.InvariantCulture) + suffix);
        }
    }

    public override void VisitExpressionStatement(ExpressionStatementSyntax node)
    {
        Drop(node);
        base.VisitExpressionStatement(node);
    }

    public override void VisitBreakStatement(BreakStatementSyntax node)
    {
        if (node.Parent is not SwitchSectionSyntax)
            Drop(node);
    }

    public override void VisitContinueStatement(ContinueStatementSyntax node) => Drop(node);

    public override void VisitYieldStatement(YieldStatementSyntax node)
    {
        Drop(node);
        base.VisitYieldStatement(node);
    }

    public override void VisitThrowStatement(ThrowStatementSyntax node) => Drop(node);

    public override void VisitThrowExpression(ThrowExpressionSyntax node)
    {
        // What is said about a fault of the caller's program is no result.
    }

    public override void VisitArgumentList(ArgumentListSyntax node)
    {
        for (var i = 1; i < node.Arguments.Count && !IsCommutative(node); i++)
        {
            var (left, right) = (node.Arguments[i - 1], node.Arguments[i]);
            if (left.RefKindKeyword != default || right.RefKindKeyword != default || left.ToString() == right.ToString() || !AreOfOneType(left, right))
                continue;
            var between = _text.ToString(TextSpan.FromBounds(left.Expression.Span.End, right.Expression.SpanStart));
            Add(
                MutationKind.SwapArguments,
                TextSpan.FromBounds(left.Expression.SpanStart, right.Expression.Span.End),
                right.Expression + between + left.Expression);
        }

        base.VisitArgumentList(node);
    }

    /// <summary>Whether the order of the arguments is nothing that could be told.</summary>
    private static bool IsCommutative(ArgumentListSyntax node) =>
        node.Parent is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Max" or "Min" or "Equals" } };

    private bool AreOfOneType(ArgumentSyntax left, ArgumentSyntax right) =>
        _model.GetTypeInfo(left.Expression).ConvertedType is { } type
        && SymbolEqualityComparer.Default.Equals(type, _model.GetTypeInfo(right.Expression).ConvertedType);

    private bool IsBoolean(ExpressionSyntax node) => _model.GetTypeInfo(node).Type?.SpecialType == SpecialType.System_Boolean;

    private bool IsNumber(ExpressionSyntax node) => _model.GetTypeInfo(node).Type?.SpecialType
        is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Double or SpecialType.System_Char;

    private void Negate(ExpressionSyntax condition)
    {
        if (condition is not LiteralExpressionSyntax and not BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression })
            Add(MutationKind.NegateCondition, condition.Span, $"!({condition})");
    }

    private void Drop(StatementSyntax node) => Add(MutationKind.DropStatement, node.Span, node.Parent is BlockSyntax or SwitchSectionSyntax ? "" : "{ }");

    private void Swap(MutationKind kind, SyntaxToken token)
    {
        foreach (var replacement in Alternatives(token.Text))
            Add(kind, token.Span, replacement);
    }

    private static string[] Alternatives(string token) => token switch
    {
        "<" => ["<=", ">"],
        "<=" => ["<", ">"],
        ">" => [">=", "<"],
        ">=" => [">", "<"],
        "==" => ["!="],
        "!=" => ["=="],
        "&&" => ["||"],
        "||" => ["&&"],
        "and" => ["or"],
        "or" => ["and"],
        "+" => ["-", "*"],
        "-" => ["+"],
        "*" => ["/", "+"],
        "/" => ["*"],
        "%" => ["/"],
        "+=" => ["-="],
        "-=" => ["+="],
        "*=" => ["/=", "+="],
        "/=" => ["*="],
        "++" => ["--"],
        "--" => ["++"],
        _ => [],
    };

    private void Add(MutationKind kind, TextSpan span, string replacement)
    {
        var first = _text.Lines.GetLineFromPosition(span.Start);
        var lines = TextSpan.FromBounds(first.Start, _text.Lines.GetLineFromPosition(span.End).End);
        var before = _text.ToString(lines);
        var after = before[..(span.Start - lines.Start)] + replacement + before[(span.End - lines.Start)..];
        var node = _model.SyntaxTree.GetRoot().FindNode(span);
        _found.Add(new Mutation(_file, MemberOf(node), kind, span, replacement, first.LineNumber + 1, OneLine(before), OneLine(after)));
    }

    private static string MemberOf(SyntaxNode node)
    {
        var type = node.AncestorsAndSelf().OfType<BaseTypeDeclarationSyntax>().FirstOrDefault()?.Identifier.Text;
        var member = node.AncestorsAndSelf().Select(ancestor => ancestor switch
        {
            MethodDeclarationSyntax method => method.Identifier.Text,
            PropertyDeclarationSyntax property => property.Identifier.Text,
            ConstructorDeclarationSyntax => "ctor",
            IndexerDeclarationSyntax => "this",
            VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } field => field.Identifier.Text,
            _ => null,
        }).FirstOrDefault(name => name is not null);
        return $"{type}.{member}";
    }

    private static string OneLine(string text) => Blanks().Replace(text, " ").Trim();

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blanks();
}
