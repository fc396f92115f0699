using System;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NetVariants.Generators.Literals;
using NetVariants.Generators.Tests.Harness;
using Xunit;

namespace NetVariants.Generators.Tests.Literals;

/// <summary>Each case is the initializer of a constant; the mark is where the wanted part of its value is written.</summary>
public sealed class ConstantMapTests
{
    private const string Other = "public const string X = \"x\"; public const string Rest = \"256,M\"; public const string? Null = null;";

    /// <summary>Forms that only some of the hosts know that these tests run on.</summary>
    public static TheoryData<string, string, string, bool> OfNewerVersions => Enum.IsDefined((LanguageVersion)1300)
        ? new() { { "after \\e", "\"\\e,{|.:5x2|}\"", "5x2", true } }
        : [];

    [Theory]
    [InlineData("regular", "\"64,{|.:5x2|},M\"", "5x2")]
    [InlineData("whole", "\"{|.:5x2|}\"", "5x2")]
    [InlineData("after simple escapes", "\"\\t64\\n,\\\"\\\\{|.:5x2|},M\"", "5x2")]
    [InlineData("an escape within", "\"64,{|.:5\\t2|},M\"", "5\t2")]
    [InlineData("after \\u", "\"\\u0036\\u0034,{|.:5x2|}\"", "5x2")]
    [InlineData("written in \\u", "\"64,{|.:\\u0035x2|}\"", "5x2")]
    [InlineData("after \\x of every length", "\"\\x36,\\x036,\\x0036,\\x00366,\\x9,{|.:y2|}\"", "y2")]
    [InlineData("after \\U in the basic plane", "\"\\U00000036,{|.:5x2|}\"", "5x2")]
    [InlineData("after \\U above it", "\"\\U0001F600,{|.:5x2|}\"", "5x2")]
    [InlineData("after a surrogate pair", "\"😀,{|.:5x2|}\"", "5x2")]
    [InlineData("verbatim", "@\"64,\\,\"\"{|.:5x2|},M\"", "5x2")]
    [InlineData("verbatim over lines", "@\"64,\n   {|.:5x2|},\nM\"", "5x2")]
    [InlineData("verbatim with a quote within", "@\"64,{|.:5\"\"2|},M\"", "5\"2")]
    [InlineData("raw", "\"\"\"64,\"\\{|.:5x2|},M\"\"\"", "5x2")]
    [InlineData("raw of five quotes", "\"\"\"\"\"64,\"\"\"{|.:5x2|},M\"\"\"\"\"", "5x2")]
    [InlineData("raw lines, first line", "\"\"\"\n      {|.:5x2|},M,\n      64\n      \"\"\"", "5x2")]
    [InlineData("raw lines, middle line", "\"\"\"\n      64,\n        {|.:5x2|},M,\n\n  \n      64\n      \"\"\"", "5x2")]
    [InlineData("raw lines, last line", "\"\"\"\n      64,\n\n   \n      M,{|.:5x2|}\n      \"\"\"", "5x2")]
    [InlineData("raw lines without indentation", "\"\"\"\n64,\n {|.:5x2|},\n64\n\"\"\"", "5x2")]
    [InlineData("raw lines that end in \\r\\n", "\"\"\"\r\n      64,\r\n      {|.:5x2|},M\r\n      \"\"\"", "5x2")]
    [InlineData("raw lines with trailing blanks after the quotes", "\"\"\"   \n      64,\n      {|.:5x2|}\n      \"\"\"", "5x2")]
    [InlineData("concatenation, left", "\"64,{|.:5x2|},\" + \"M\"", "5x2")]
    [InlineData("concatenation, right", "\"64,\" + @\"\"\"\" + \"{|.:5x2|}\"", "5x2")]
    [InlineData("concatenation in a parenthesis", "\"64,\" + (\"M,\" + \"{|.:5x2|}\")", "5x2")]
    [InlineData("across a seam", "\"64,{|.:5x\" + \"2|},M\"", "5x2")]
    [InlineData("after a const", "Rest + \",{|.:5x2|}\"", "5x2")]
    [InlineData("before a const", "\"{|.:5x2|},\" + Rest", "5x2")]
    [InlineData("after a null const", "Null + \"{|.:5x2|}\"", "5x2")]
    [InlineData("within a const", "\"64,\" + {|.:Rest|} + \",M\"", "256")]
    [InlineData("within nameof", "\"64,\" + {|.:nameof(Rest)|}", "est")]
    [InlineData("within a conditional", "\"64,\" + {|.:(true ? \"5x2\" : X)|}", "5x2", false)]
    [InlineData("interpolated", "$\"64,{X},{|.:5x2|},M\"", "5x2")]
    [InlineData("interpolated, in the hole's const", "$\"64,{{|.:Rest|}},M\"", "56")]
    [InlineData("interpolated, in the hole's literal", "$\"64,{\"M,{|.:5x2|}\"},M\"", "5x2")]
    [InlineData("interpolated after doubled braces", "$\"{{}}{X}{{,{|.:5x2|}\"", "5x2")]
    [InlineData("interpolated after escapes", "$\"\\t\\u0036{X},{|.:5x2|}\"", "5x2")]
    [InlineData("interpolated verbatim", "$@\"\"\"{{{X}\n,{|.:5x2|}\"", "5x2")]
    [InlineData("interpolated verbatim, the other order", "@$\"\"\"{{{X}\n,{|.:5x2|}\"", "5x2")]
    [InlineData("interpolated raw", "$\"\"\"64\",{X},{|.:5x2|}\"\"\"", "5x2")]
    [InlineData("interpolated raw of two dollars", "$$\"\"\"{64,{{X}},{|.:5x2|}}\"\"\"", "5x2")]
    [InlineData("interpolated raw lines, first", "$\"\"\"\n      {|.:5x2|},{X}\n      \"\"\"", "5x2")]
    [InlineData("interpolated raw lines, after a hole", "$\"\"\"\n      64,\n        {X},{|.:5x2|},\n      M\n      \"\"\"", "5x2")]
    [InlineData(
        "interpolated raw lines, after a hole and a line",
        "$\"\"\"\n      {X},\n\n   \n        {X},\n      {|.:5x2|},{X}\n      \"\"\"",
        "5x2")]
    [InlineData("interpolated of interpolated", "$\"64,{$\"{X},{|.:5x2|}\"}\"", "5x2")]
    [InlineData("parenthesised", "((\"64,{|.:5x2|}\"))", "5x2")]
    [InlineData("cast", "(string)\"64,{|.:5x2|}\"", "5x2")]
    [InlineData("null-forgiving", "\"64,{|.:5x2|}\"!", "5x2")]
    [MemberData(nameof(OfNewerVersions))]
    public void Characters_of_a_literal_map_to_their_source(string name, string markup, string wanted, bool insideParentheses = true)
    {
        _ = name;
        var (source, marks) = Markup.Parse(
            $"class C {{ public const string S = {markup.Replace("{{|.:", "{ {|.:").Replace("|}}", "|} }")}; {Other} }}");
        var (expression, value, map) = MapOf(source);

        var found = map.Locate(value.IndexOf(wanted, StringComparison.Ordinal), wanted.Length);

        var expected = marks.Single().Span;
        if (!insideParentheses)
            expected = TextSpan.FromBounds(expected.Start + 1, expected.End - 1);
        Assert.Equal(Quote(source, expected), Quote(source, found));
        Assert.Equal(expression.Span, map.Locate(0, 0));
    }

    [Fact]
    public void A_position_outside_the_value_maps_to_the_whole_expression()
    {
        var (expression, value, map) = MapOf("class C { const string S = \"64\" + \"128\"; }");
        Assert.Equal(expression.Span, map.Locate(value.Length, 1));
        Assert.Equal(expression.Span, map.Locate(-1, 1));
        Assert.Equal(expression.Span, map.Locate(1, int.MaxValue));
    }

    [Fact]
    public void An_operand_without_a_constant_value_maps_to_the_whole_expression()
    {
        var (expression, value, _) = MapOf("class C { const string X = \"x\"; const string S = \"64,\" + X; }");
        Assert.Equal(expression.Span, ConstantMap.Create(expression, value, _ => null).Locate(0, 1));
    }

    [Fact]
    public void Ten_thousand_concatenated_operands_do_not_overflow_the_stack()
    {
        var parts = string.Concat(Enumerable.Repeat("\"64,\" + ", 10_000));
        var (source, marks) = Markup.Parse($"class C {{ const string S = {parts}\"{{|.:5x2|}}\"; }}");
        var expression = InitializerOf(CSharpSyntaxTree.ParseText(source));
        var value = string.Concat(Enumerable.Repeat("64,", 10_000)) + "5x2";

        var found = ConstantMap.Create(expression, value, _ => null).Locate(value.Length - 3, 3);

        Assert.Equal(marks.Single().Span, found);
    }

    private static (ExpressionSyntax Expression, string Value, ConstantMap Map) MapOf(string source)
    {
        var compilation = Project.Compile([source]);
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        var tree = compilation.SyntaxTrees[0];
        var expression = InitializerOf(tree);
        var value = (string)compilation.GetSemanticModel(tree).GetConstantValue(expression).Value!;
        return (expression, value, ConstantMap.Create(expression, value, new Constants(compilation, CancellationToken.None).ValueOf));
    }

    private static ExpressionSyntax InitializerOf(SyntaxTree tree) =>
        tree.GetRoot().DescendantNodes().OfType<VariableDeclaratorSyntax>().Single(v => v.Identifier.ValueText == "S").Initializer!.Value;

    private static string Quote(string source, TextSpan span) => $"{span} {source.Substring(span.Start, span.Length)}";
}
