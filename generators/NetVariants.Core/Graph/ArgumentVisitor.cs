namespace NetVariants.Core.Graph;

/// <summary>
/// Goes through the arguments of an operation, which lists them once for its words and for the call that creates its module.
/// </summary>
public abstract class ArgumentVisitor
{
    /// <summary>Channels or features of input and output: <c>64→128</c>.</summary>
    public void Channels(Arg input, Arg output)
    {
        Visit(ArgumentStyle.Value, "", input, null);
        Visit(ArgumentStyle.Arrow, "", output, null);
    }

    /// <summary>A square's side: <c>3×3</c>.</summary>
    public void Square(Arg side) => Visit(ArgumentStyle.Square, "", side, null);

    /// <summary>A value that every call gives.</summary>
    public void Value(Arg value, EnumType? enumType = null) => Visit(ArgumentStyle.Value, "", value, enumType);

    /// <summary>A value by name: <c>stride 2</c>.</summary>
    public void Option(string name, Arg value, EnumType? enumType = null) => Visit(ArgumentStyle.Named, name, value, enumType);

    /// <summary>A whole number by name, left out where it is <paramref name="default"/>.</summary>
    public void Option(string name, Arg value, long @default)
    {
        if (!value.Is(@default))
            Visit(ArgumentStyle.Named, name, value, null);
    }

    /// <summary>A constant real number by name, left out where it is <paramref name="default"/>.</summary>
    public void Option(string name, double value, double @default)
    {
        if (value != @default)
            Visit(ArgumentStyle.Named, name, value, null);
    }

    /// <summary>A flag by name that words leave out, and the call too where it is <paramref name="default"/>.</summary>
    public void Setting(string name, bool value, bool @default)
    {
        if (value != @default)
            Visit(ArgumentStyle.Silent, name, value, null);
    }

    /// <summary>Takes the next argument.</summary>
    /// <param name="style">How it is written.</param>
    /// <param name="name">Its name in TorchSharp; empty where it stands by its place.</param>
    /// <param name="value">Its value.</param>
    /// <param name="enumType">The enum of a constant member.</param>
    protected abstract void Visit(ArgumentStyle style, string name, Arg value, EnumType? enumType);
}

/// <summary>How an argument is written.</summary>
public enum ArgumentStyle : byte
{
    /// <summary>By itself.</summary>
    Value,

    /// <summary>By itself; in words after an arrow.</summary>
    Arrow,

    /// <summary>By itself; in words as a square.</summary>
    Square,

    /// <summary>By name.</summary>
    Named,

    /// <summary>By name; in words not at all.</summary>
    Silent,
}
