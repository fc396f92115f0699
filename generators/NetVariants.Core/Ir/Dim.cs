namespace NetVariants.Core.Ir;

/// <summary>A size in a layer's definition: a number, or a parameter of the block in which the layer stands.</summary>
/// <param name="Value">The number, or the parameter's index.</param>
/// <param name="IsParameter">Whether it is a parameter.</param>
public readonly record struct Dim(long Value, bool IsParameter = false)
{
    /// <summary>The block's parameter at <paramref name="index"/>.</summary>
    public static Dim Parameter(int index) => new(index, IsParameter: true);

    /// <summary>The number that a block's arguments give this size.</summary>
    public Dim Bind(Dim[] arguments) => IsParameter ? arguments[(int)Value] : this;

    /// <summary>Whether this is the number <paramref name="value"/>.</summary>
    public bool Is(long value) => !IsParameter && Value == value;

    /// <summary>A plain number.</summary>
    public static implicit operator Dim(long value) => new(value);
}
