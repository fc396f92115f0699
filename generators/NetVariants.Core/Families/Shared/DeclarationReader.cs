using System.Collections.Generic;
using System.Threading;
using NetVariants.Core.Declarations;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Families.Shared;

/// <summary>What a family's parser reads: the arguments of one declaration by type, with problems noted as they are met.</summary>
internal sealed class DeclarationReader
{
    /// <summary>The most convolutions and linear layers that a network may have.</summary>
    public const int LayerLimit = 4096;

    /// <summary>The largest number of a list that counts channels, pixels or groups.</summary>
    public const long SizeLimit = CountKnob.Limit;

    /// <summary>What is expected instead of a setting that repeats, in words.</summary>
    public const string OneOfAKind = "no second setting of its kind";

    /// <summary>The range of a kernel that has to be odd, in words.</summary>
    public static readonly string OddRange = "an odd number from 1 to " + Format.Integer(SizeLimit - 1);

    private readonly VariantDeclaration _declaration;

    public DeclarationReader(VariantDeclaration declaration, ProblemList problems, CancellationToken cancellation)
    {
        _declaration = declaration;
        Problems = problems;
        Cancellation = cancellation;
    }

    /// <summary>The problems so far.</summary>
    public ProblemList Problems { get; }

    /// <summary>Stops the work.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>The text of the layers.</summary>
    public string Layers => _declaration.Layers ?? "";

    /// <summary>A whole number.</summary>
    public int Count(CountKnob knob) => (int)Value(knob);

    /// <summary>A share or probability.</summary>
    public double Ratio(RatioKnob knob) => (double)Value(knob);

    /// <summary>A real number.</summary>
    public double Factor(FactorKnob knob) => (double)Value(knob);

    /// <summary>A flag.</summary>
    public bool Flag(FlagKnob knob) => (bool)Value(knob);

    /// <summary>An enum's value.</summary>
    public int Choice(ChoiceKnob knob) => (int)Value(knob);

    /// <inheritdoc cref="Choice(ChoiceKnob)"/>
    public T Choice<T>(ChoiceKnob knob)
        where T : struct, System.Enum => (T)Value(knob);

    /// <summary>Notes an option that another one leaves without effect or rules out.</summary>
    /// <param name="knob">The option.</param>
    /// <param name="reason">What it is and what stands against it: <c>is …, and …</c>.</param>
    /// <param name="suggestion">The value in C# that may have been meant; empty for the option without which all is well.</param>
    /// <param name="others">Further options for which the same holds.</param>
    public void Conflict(KnobSpec knob, string reason, string? suggestion = "", IEnumerable<string>? others = null) => Problems.Add(
        new Problem(DiagnosticIds.Conflict, knob.Name, 0, 0, new EquatableArray<string>([knob.Name, reason, .. others ?? []]), suggestion));

    /// <summary>Notes that an option's value does not divide another one's, at the one of both that is given.</summary>
    public void Indivisible(CountKnob part, int value, CountKnob whole, int number)
    {
        var (knob, written, expected) = IsGiven(part)
            ? (part, value, "a divisor of " + whole.Name + ", " + Format.Integer(number))
            : (whole, number, "a multiple of " + part.Name + ", " + Format.Integer(value));
        Problems.Add(DiagnosticIds.OutOfRange, knob.Name, Format.Integer(written), expected);
    }

    /// <summary>Whether the declaration says another value of an option than its default.</summary>
    public bool IsGiven(KnobSpec knob) => Given(knob) is { } value && !knob.IsDefault(value);

    /// <summary>A list's text; null where it is not given, and where it is empty by default.</summary>
    public string? List(ListKnob knob) => Given(knob) is string text && (text.Length > 0 || knob.Value.Length > 0) ? text : null;

    /// <summary>The knobs that all families have; limits are looked at for their range alone.</summary>
    public ImageTask Task()
    {
        Value(CommonKnobs.MaxParameters);
        Value(CommonKnobs.MaxMacs);
        Value(CommonKnobs.MaxActivationMiB);
        return new ImageTask(Count(CommonKnobs.InChannels), Count(CommonKnobs.ImageSize), Count(CommonKnobs.NumClasses));
    }

    /// <summary>A list of whole numbers of 1 or more, at least one and at most <paramref name="limit"/> of them.</summary>
    /// <param name="argument">The argument that the list comes from.</param>
    /// <param name="text">The list.</param>
    /// <param name="expected">What a token is, in words.</param>
    /// <param name="plural">What the tokens count, for a list that is too long.</param>
    /// <param name="limit">The most tokens.</param>
    /// <param name="most">The largest number.</param>
    public List<NumberToken> Numbers(string argument, string text, string expected, string plural, int limit, long most = int.MaxValue)
    {
        var numbers = new List<NumberToken>();
        if (ListReader.IsBlank(text))
        {
            Problems.Add(DiagnosticIds.EmptyList, argument, argument, expected);
            return numbers;
        }

        var reader = new ListReader(text);
        while (reader.Next(out var token) && !Problems.IsFull)
        {
            Cancellation.ThrowIfCancellationRequested();
            if (!Item(reader, argument, text, token, expected, out var count, out var item))
                continue;
            if (count > limit - numbers.Count)
            {
                TooMany(argument, token, plural, limit);
                break;
            }

            var number = new NumberToken(Number(reader, argument, text, item, expected, most), item);
            for (; count > 0; count--)
                numbers.Add(number);
        }

        return numbers;
    }

    /// <summary>A list of channels, one number a stage; null where it is not given.</summary>
    /// <param name="knob">The option.</param>
    /// <param name="stages">The number of stages.</param>
    /// <param name="limit">The most stages.</param>
    public List<NumberToken>? Widths(ListKnob knob, int stages, int limit)
    {
        if (List(knob) is not { } text)
            return null;
        var widths = Numbers(knob.Name, text, "a number of channels", "stages", limit, SizeLimit);
        CheckLength(knob, widths.Count, stages);
        return widths;
    }

    /// <summary>Notes a list of another length than it has to have.</summary>
    public void CheckLength(ListKnob knob, int length, int expected)
    {
        if (length != expected && Problems.IsEmpty)
            Problems.Add(DiagnosticIds.UnequalLengths, knob.Name, knob.Name, Format.Integer(length), Format.Integer(expected));
    }

    /// <summary>Notes the stage with which a network has too many layers.</summary>
    /// <param name="stages">The stages of the layers' text: how often each repeats its unit.</param>
    /// <param name="others">The layers besides the stages.</param>
    /// <param name="perUnit">The layers of a unit.</param>
    /// <param name="perStage">The layers of a stage besides its units.</param>
    public void LimitLayers(List<NumberToken> stages, int others, int perUnit, int perStage = 0)
    {
        var layers = (long)others;
        foreach (var stage in stages)
        {
            layers += (perUnit * stage.Value) + perStage;
            if (layers > LayerLimit)
            {
                TooMany(Problem.LayersArgument, stage.Span, "layers", LayerLimit);
                break;
            }
        }
    }

    /// <summary>Parts a token into the item and how often it repeats: <c>3*256</c>, or once where there is no <c>*</c>.</summary>
    /// <returns>False, and a problem, where what surrounds the <c>*</c> is not a count and an item.</returns>
    public bool Item(ListReader reader, string argument, string text, TextSpan token, string expected, out long count, out TextSpan item)
    {
        count = 1;
        item = token;
        var star = text.IndexOf('*', token.Start, token.Length);
        if (star < 0)
            return true;
        var end = token.Start + token.Length;
        var times = reader.Trim(token.Start, star);
        item = reader.Trim(star + 1, end);
        var kind = reader.Number(times, out count);
        if (kind == NumberKind.None || item.Length == 0 || text.IndexOf('*', item.Start, item.Length) >= 0)
        {
            Problems.AddToken(DiagnosticIds.BadToken, argument, text, token, "a count, * and " + expected);
            return false;
        }

        if (kind == NumberKind.Number && count >= 1)
            return true;
        Problems.AddToken(DiagnosticIds.OutOfRange, argument, text, times, RangeTo(int.MaxValue));
        return false;
    }

    /// <summary>A token as a number from 1 to <paramref name="most"/>; 1 and a problem where it is none.</summary>
    public long Number(ListReader reader, string argument, string text, TextSpan token, string expected, long most)
    {
        switch (reader.Number(token, out var value))
        {
            case NumberKind.Number when value >= 1 && value <= most:
                return value;
            case NumberKind.None:
                Problems.AddToken(DiagnosticIds.BadToken, argument, text, token, expected, Suggestions.For(text, token, IsNumber));
                return 1;
            default:
                Problems.AddToken(DiagnosticIds.OutOfRange, argument, text, token, RangeTo(most));
                return 1;
        }
    }

    /// <summary>Notes a text in the place of a setting of the layers; an empty one is shown at the separator before it.</summary>
    public void BadSetting(string text, TextSpan setting, string expected, string? suggestion)
    {
        var shown = setting.Length == 0 ? new TextSpan(System.Math.Max(0, setting.Start - 1), 1) : setting;
        Problems.AddToken(DiagnosticIds.BadToken, Problem.LayersArgument, text, shown, expected, suggestion);
    }

    /// <summary>The numbers from 1 to another, in words.</summary>
    public static string RangeTo(long most) => "1 to " + Format.Integer(most);

    /// <summary>Notes that the network or list is too long, at the token with which it becomes so.</summary>
    public void TooMany(string argument, TextSpan token, string plural, int limit) => Problems.Add(
        DiagnosticIds.TooMany, argument, token, plural, Format.Integer(limit));

    private static bool IsNumber(string item)
    {
        foreach (var c in item)
        {
            if (c is < '0' or > '9')
                return false;
        }

        return item.Length is > 0 and <= Suggestions.LongestNumber && item[0] != '0';
    }

    private object Value(KnobSpec knob)
    {
        if (Given(knob) is not { } value)
            return knob.Default;
        if (knob.Contains(value) || knob.IsDefault(value))
            return value;
        var written = System.Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "";
        Problems.Add(DiagnosticIds.OutOfRange, knob.Name, written, knob.Range);
        return knob.Default;
    }

    private object? Given(KnobSpec knob)
    {
        for (var i = _declaration.Knobs.Count - 1; i >= 0; i--)
        {
            var given = _declaration.Knobs[i];
            if (given.Name == knob.Name)
                return knob.Accepts(given.Value) ? given.Value : null;
        }

        return null;
    }
}

/// <summary>A number of a list and where it stands.</summary>
internal readonly record struct NumberToken(long Value, TextSpan Span);
