using System.Globalization;
using NetVariants.Core.Declarations;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Families.Shared;

/// <summary>A real number above <paramref name="Least"/>, or from it on, up to <paramref name="Most"/>.</summary>
public sealed record FactorKnob(
    string Name, double Value, double Least = 0, bool AllowsLeast = false, double Most = double.MaxValue) : KnobSpec(Name, Value)
{
    /// <inheritdoc/>
    public override string Range => (Contains(Value) ? "" : Print(Value) + ", or ")
        + (AllowsLeast ? Print(Least) + " or more" : "above " + Print(Least)) + (Most < double.MaxValue ? ", at most " + Print(Most) : "");

    /// <inheritdoc/>
    public override bool Accepts(object? value) => value is double;

    /// <inheritdoc/>
    public override bool Contains(object value) =>
        (double)value is var number && number <= Most && (AllowsLeast ? number >= Least : number > Least);

    /// <inheritdoc/>
    public override string Print(object value) => Format.Real((double)value);

    internal override object? Scan(DeclarationScanner scanner) =>
        double.TryParse(scanner.Word(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
