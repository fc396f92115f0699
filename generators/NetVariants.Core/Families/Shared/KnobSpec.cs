using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using NetVariants.Core.Declarations;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Families.Shared;

/// <summary>A named argument that a family's attribute takes: its name, default and range.</summary>
/// <param name="Name">The property's name.</param>
/// <param name="Default">The value where none is given.</param>
public abstract record KnobSpec(string Name, object Default)
{
    /// <summary>
    /// What the option is for, as NV2010 says it: <c>residual branches</c>. One family of an option says it for all; null for an option
    /// that every family has.
    /// </summary>
    public string? Needs { get; init; }

    /// <summary>
    /// Whether the default stands for a value that follows from the rest of a declaration: to write that value out is documentation.
    /// </summary>
    public bool DefaultFollows { get; init; }

    /// <summary>The values that it takes, in words.</summary>
    public abstract string Range { get; }

    /// <summary>Whether <paramref name="value"/> has this knob's type; the compiler reports those that do not.</summary>
    public abstract bool Accepts(object? value);

    /// <summary>Whether a value of the right type is in range.</summary>
    public virtual bool Contains(object value) => true;

    /// <summary>A value as C# text, independent of culture.</summary>
    public abstract string Print(object value);

    /// <summary>A value in words: an enum's by its last name, a list without quotes.</summary>
    public virtual string Say(object value) => Print(value);

    /// <summary>Reads what <see cref="Print"/> writes; null where that does not stand here.</summary>
    internal abstract object? Scan(DeclarationScanner scanner);

    /// <summary>Whether a value means the same as none.</summary>
    internal virtual bool IsDefault(object value) => value.Equals(Default);

    /// <summary>A value that differs from a given one, for a knob whose <see cref="DefaultFollows"/>.</summary>
    internal virtual object Another(object value) => throw new System.NotSupportedException(Name + " has no default that follows.");
}

/// <summary>
/// A whole number from 1, or from a default of 0, to <paramref name="Most"/>, so that counts of a few layers fit 64 bits.
/// </summary>
public sealed record CountKnob(string Name, int Value, int Most = CountKnob.Limit) : KnobSpec(Name, Value)
{
    /// <summary>The largest number of channels, pixels or groups.</summary>
    public const int Limit = 65536;

    /// <summary>The values in words, where not every number of the range is one; its parser refuses the others.</summary>
    public string? Values { get; init; }

    /// <inheritdoc/>
    public override string Range =>
        Values ?? Print(Least) + (Most == int.MaxValue ? " or more" : " to " + Print(Most));

    private int Least => Value == 0 ? 0 : 1;

    /// <inheritdoc/>
    public override bool Accepts(object? value) => value is int;

    /// <inheritdoc/>
    public override bool Contains(object value) => (int)value >= Least && (int)value <= Most;

    /// <inheritdoc/>
    public override string Print(object value) => ((int)value).ToString(CultureInfo.InvariantCulture);

    internal override object? Scan(DeclarationScanner scanner) =>
        int.TryParse(scanner.Word(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) ? count : null;

    internal override object Another(object value) => (int)value < Most ? (int)value + 1 : Most - 1;
}

/// <summary>A share or probability from 0 to 1.</summary>
public sealed record RatioKnob(string Name, double Value, bool AllowsZero = true) : KnobSpec(Name, Value)
{
    /// <inheritdoc/>
    public override string Range => AllowsZero ? "0 to 1" : "above 0, at most 1";

    /// <inheritdoc/>
    public override bool Accepts(object? value) => value is double;

    /// <inheritdoc/>
    public override bool Contains(object value) => (double)value is <= 1 and >= 0 and var ratio && (AllowsZero || ratio > 0);

    /// <inheritdoc/>
    public override string Print(object value) => Format.Real((double)value);

    internal override object? Scan(DeclarationScanner scanner) =>
        double.TryParse(scanner.Word(), NumberStyles.Float, CultureInfo.InvariantCulture, out var ratio) ? ratio : null;

    internal override object Another(object value) => (double)value / 2;
}

/// <summary>True or false.</summary>
public sealed record FlagKnob(string Name, bool Value) : KnobSpec(Name, Value)
{
    /// <inheritdoc/>
    public override string Range => "true or false";

    /// <inheritdoc/>
    public override bool Accepts(object? value) => value is bool;

    /// <inheritdoc/>
    public override string Print(object value) => (bool)value ? "true" : "false";

    internal override object? Scan(DeclarationScanner scanner) =>
        scanner.Word() switch { "true" => true, "false" => false, _ => null };
}

/// <summary>A value of an enum whose values are 0, 1, 2, …; the first is the default, unless a family sets another one.</summary>
public sealed record ChoiceKnob(string Name, string EnumName, EquatableArray<string> Choices) : KnobSpec(Name, 0)
{
    /// <summary>A choice among all values of an enum.</summary>
    internal static ChoiceKnob Create<T>(string name)
        where T : struct, System.Enum => new(name, typeof(T).Name, new EquatableArray<string>(System.Enum.GetNames(typeof(T))));

    /// <inheritdoc/>
    public override string Range => Format.List(Choices, "or");

    /// <inheritdoc/>
    public override bool Accepts(object? value) => value is int;

    /// <inheritdoc/>
    public override bool Contains(object value) => (int)value is >= 0 and var index && index < Choices.Count;

    /// <inheritdoc/>
    public override string Print(object value) => EnumName + "." + Choices[(int)value];

    /// <inheritdoc/>
    public override string Say(object value) => Choices[(int)value];

    internal override object? Scan(DeclarationScanner scanner)
    {
        var word = scanner.Word();
        for (var i = 0; i < Choices.Count; i++)
        {
            if (word == Print(i))
                return i;
        }

        return null;
    }
}

/// <summary>A list of numbers separated by commas; its parser judges the text.</summary>
public sealed record ListKnob(string Name, string Value) : KnobSpec(Name, Value)
{
    /// <inheritdoc/>
    public override string Range => "numbers separated by commas";

    /// <inheritdoc/>
    public override bool Accepts(object? value) => value is string;

    /// <inheritdoc/>
    public override string Print(object value) => CSharpLiteral.Quote((string)value);

    /// <inheritdoc/>
    public override string Say(object value) => (string)value is { Length: > 0 } text ? text : "none";

    internal override object? Scan(DeclarationScanner scanner) => scanner.Quoted();

    /// <summary>Whether its numbers are flags, of which zeros are not set.</summary>
    public bool IsOfFlags { get; init; }

    internal override bool IsDefault(object value) =>
        base.IsDefault(value) || (IsOfFlags
            ? Runs((string)value).All(run => run.Item.Length > 0 && run.Item.All(c => c == '0'))
            : Runs((string)value).SequenceEqual(Runs(Value)));

    /// <summary>The entries without blanks, each with how often it comes one after the other: <c>2*64,64</c> has 64 three times.</summary>
    private static List<(string Item, long Count)> Runs(string text)
    {
        var runs = new List<(string Item, long Count)>();
        var tokens = new ListReader(text);
        while (tokens.Next(out var token))
        {
            var (item, count) = (token, 1L);
            var star = text.IndexOf('*', token.Start, token.Length);
            if (star >= 0 && tokens.Number(tokens.Trim(token.Start, star), out count) == NumberKind.Number)
                item = tokens.Trim(star + 1, token.Start + token.Length);
            var written = text.Substring(item.Start, item.Length);
            if (runs.Count > 0 && runs[runs.Count - 1] is var last && last.Item == written)
                runs[runs.Count - 1] = (written, last.Count + count);
            else
                runs.Add((written, count));
        }

        return runs;
    }

    /// <summary>The list with numbers ten times as large; a count before <c>*</c> stays.</summary>
    internal override object Another(object value)
    {
        var text = (string)value;
        var larger = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            larger.Append(text[i]);
            if (IsDigit(i) && !IsDigit(i + 1) && (i + 1 == text.Length || text[i + 1] != '*'))
                larger.Append('0');
        }

        return larger.ToString();

        bool IsDigit(int place) => place < text.Length && text[place] is >= '0' and <= '9';
    }
}

/// <summary>
/// A limit that the network is held to, 0 for none. It is not part of the network: the canonical declaration leaves it out.
/// </summary>
public sealed record LimitKnob(string Name, object None) : KnobSpec(Name, None)
{
    /// <summary>The most trainable parameters.</summary>
    public const string Parameters = "MaxParameters";

    /// <summary>The most multiply-accumulates for one image.</summary>
    public const string Macs = "MaxMacs";

    /// <summary>The most memory, in MiB, that training may keep for one image.</summary>
    public const string ActivationMiB = "MaxActivationMiB";

    /// <summary>The names of all limits.</summary>
    public static readonly EquatableArray<string> Names = EquatableArray<string>.Of(Parameters, Macs, ActivationMiB);

    /// <inheritdoc/>
    public override string Range => "0 or more";

    /// <inheritdoc/>
    public override bool Accepts(object? value) => value?.GetType() == None.GetType();

    /// <inheritdoc/>
    public override bool Contains(object value) => value is long count ? count >= 0 : (double)value is >= 0 and < double.PositiveInfinity;

    /// <inheritdoc/>
    public override string Print(object value) => System.Convert.ToString(value, CultureInfo.InvariantCulture);

    internal override object? Scan(DeclarationScanner scanner) => null;
}
