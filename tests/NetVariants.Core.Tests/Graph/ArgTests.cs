using System;
using NetVariants.Core.Graph;
using Xunit;

namespace NetVariants.Core.Tests.Graph;

/// <summary>Arguments: constants and expressions of a block's parameter, bound to numbers and written as C#.</summary>
public sealed class ArgTests
{
    private static readonly EnumType s_mode = new("Mode", EquatableArray<string>.Of("Nearest", "Bilinear"));

    private static readonly EquatableArray<BlockParameter> s_parameters = EquatableArray<BlockParameter>.Of(
        new BlockParameter("dim", "Channels"),
        new BlockParameter("rate", "Probability", ArgType.Real),
        new BlockParameter("skip", "Whether", ArgType.Flag),
        new BlockParameter("mode", "How", ArgType.Enum, EnumType: s_mode));

    private static readonly Arg[] s_arguments = [7, 0.5, true, Arg.Member(1)];

    public static TheoryData<Arg, string, double> Expressions => new()
    {
        { 3, "3", 3 },
        { 0.25, "0.25", 0.25 },
        { Arg.Parameter(0), "dim", 7 },
        { Arg.Parameter(0) * 4, "4 * dim", 28 },
        { Arg.Parameter(0) / 2, "dim / 2", 3 },
        { (Arg.Parameter(0) * 3 / 2) + 1, "3 * dim / 2 + 1", 11 },
        { Arg.Parameter(0) + -2, "dim - 2", 5 },
        { (Arg.Parameter(0) + 1) * 2, "2 * dim + 2", 16 },
        { Arg.Share(0.2, Arg.Parameter(0), 16), "0.2 * dim / 16", 0.2 * 7 / 16 },
        { Arg.Share(1, Arg.Parameter(0), 16), "1.0 * dim / 16", 7 / 16.0 },
        { Arg.Parameter(1, ArgType.Real), "rate", 0.5 },
        { Arg.Parameter(2, ArgType.Flag), "skip", 1 },
        { Arg.Parameter(3, ArgType.Enum), "mode", 1 },
    };

    [Theory, MemberData(nameof(Expressions))]
    public void An_expression_is_written_as_it_is_computed(Arg arg, string text, double value)
    {
        var bound = arg.Bind(s_arguments);

        Assert.Equal(text, arg.ToText(s_parameters));
        Assert.False(bound.IsParameter);
        Assert.Equal(arg.Type, bound.Type);
        Assert.Equal(value, bound.Type == ArgType.Real ? bound.RealValue : bound.Value);
    }

    [Fact]
    public void A_constant_member_is_written_with_its_enum() =>
        Assert.Equal("Mode.Bilinear", Arg.Member(1).ToText(s_parameters, enumType: s_mode));

    [Fact]
    public void Arithmetic_on_a_rounded_division_throws()
    {
        Assert.Throws<InvalidOperationException>(() => (Arg.Parameter(0) / 2) * 2);
        Assert.Throws<InvalidOperationException>(() => (Arg.Parameter(0) + 1) / 2);
        Assert.Throws<InvalidOperationException>(() => Arg.Parameter(0).Value);
    }
}
