using System;
using System.Globalization;

namespace NetVariants.Core.Graph;

/// <summary>
/// An argument of an operation: a constant, or an expression of one parameter of the block in which the operation stands,
/// <c>factor · parameter / divisor + offset</c>.
/// </summary>
public readonly record struct Arg
{
    private const int Constant = -1;

    private readonly long _bits;            // a constant's value, or the factor: an integer, or a double's bits
    private readonly int _offset;
    private readonly short _divisor;
    private readonly sbyte _parameter;

    private Arg(ArgType type, long bits, int parameter = Constant, int divisor = 1, int offset = 0)
    {
        Type = type;
        _bits = bits;
        _parameter = checked((sbyte)parameter);
        _divisor = checked((short)divisor);
        _offset = offset;
    }

    /// <summary>The type of the value.</summary>
    public ArgType Type { get; }

    /// <summary>Whether the value depends on the block's parameter.</summary>
    public bool IsParameter => _parameter != Constant;

    /// <summary>Whether the value is a constant integer.</summary>
    public bool IsInteger => !IsParameter && Type == ArgType.Integer;

    /// <summary>The index of that parameter.</summary>
    public int ParameterIndex => _parameter;

    /// <summary>The value of a constant integer, enum or flag (0 or 1).</summary>
    /// <exception cref="InvalidOperationException">It is a real number, or depends on a parameter.</exception>
    public long Value => IsParameter || Type == ArgType.Real ? throw NoInteger() : _bits;

    /// <summary>The value of a constant real number.</summary>
    public double RealValue => IsParameter ? throw Unbound() : Type == ArgType.Real ? BitConverter.Int64BitsToDouble(_bits) : _bits;

    /// <summary>The block's parameter at <paramref name="index"/>.</summary>
    public static Arg Parameter(int index, ArgType type = ArgType.Integer) =>
        new(type, type == ArgType.Real ? BitConverter.DoubleToInt64Bits(1) : 1, index);

    /// <summary>The member of an enum at <paramref name="index"/>.</summary>
    public static Arg Member(int index) => new(ArgType.Enum, index);

    /// <summary>Whether this is the constant 0, an integer or a real number.</summary>
    public bool IsZero => !IsParameter && (Type == ArgType.Real ? RealValue == 0 : _bits == 0);

    /// <summary>Whether this is the constant <paramref name="value"/>.</summary>
    public bool Is(long value) => !IsParameter && Type != ArgType.Real && _bits == value;

    /// <summary>The constant that this becomes under a block's arguments, which are constants themselves.</summary>
    public Arg Bind(Arg[] arguments)
    {
        if (!IsParameter)
            return this;
        var argument = arguments[_parameter];
        return Type switch
        {
            ArgType.Integer => (_bits * argument.Value / _divisor) + _offset,
            ArgType.Real => (BitConverter.Int64BitsToDouble(_bits) * argument.RealValue / _divisor) + _offset,
            _ => argument,
        };
    }

    /// <summary>The value as C# text.</summary>
    /// <param name="parameters">The parameters of the block in which it stands; none for a constant.</param>
    /// <param name="prefix">What stands before a parameter's name.</param>
    /// <param name="enumType">The enum of a constant member.</param>
    public string ToText(EquatableArray<BlockParameter> parameters, string prefix = "", EnumType? enumType = null)
    {
        if (!IsParameter)
        {
            return Type switch
            {
                ArgType.Integer => Format.Integer(_bits),
                ArgType.Real => Format.Real(RealValue),
                ArgType.Flag => _bits == 0 ? "false" : "true",
                _ => enumType!.Name + "." + enumType.Members[(int)_bits],
            };
        }

        var text = prefix + parameters[_parameter].Name;
        if (Type == ArgType.Integer && _bits != 1)
            text = Format.Integer(_bits) + " * " + text;
        else if (Type == ArgType.Real && BitConverter.Int64BitsToDouble(_bits) is var factor
            && (factor != 1 || IsIntegerParameter(parameters)))
            text = Format.Real(factor) + (factor == Math.Floor(factor) ? ".0 * " : " * ") + text;
        if (_divisor != 1)
            text += " / " + Format.Integer(_divisor);
        if (_offset != 0)
            text += (_offset < 0 ? " - " : " + ") + Format.Integer(Math.Abs(_offset));
        return text;
    }

    /// <summary>An integer.</summary>
    public static implicit operator Arg(int value) => new(ArgType.Integer, value);

    /// <summary>An integer.</summary>
    public static implicit operator Arg(long value) => new(ArgType.Integer, value);

    /// <summary>A real number.</summary>
    public static implicit operator Arg(double value) => new(ArgType.Real, BitConverter.DoubleToInt64Bits(value));

    /// <summary>A flag.</summary>
    public static implicit operator Arg(bool value) => new(ArgType.Flag, value ? 1 : 0);

    /// <summary>An integer expression times <paramref name="factor"/>.</summary>
    /// <exception cref="InvalidOperationException">The expression has a divisor, which rounds down.</exception>
    public static Arg operator *(Arg arg, int factor) => arg.IsParameter
        ? arg.Integer(mayDivide: false).With(arg._bits * factor, offset: arg._offset * factor)
        : arg.Value * factor;

    /// <summary>A real factor times an integer parameter, divided by <paramref name="total"/>: <c>0.2 * index / 16</c>.</summary>
    public static Arg Share(double factor, Arg parameter, int total) =>
        new(ArgType.Real, BitConverter.DoubleToInt64Bits(factor), parameter.Integer(mayDivide: false).ParameterIndex, total);

    /// <summary>An integer expression divided by <paramref name="divisor"/>, rounded toward zero.</summary>
    /// <exception cref="InvalidOperationException">The expression has an offset or a divisor.</exception>
    public static Arg operator /(Arg arg, int divisor) => !arg.IsParameter ? arg.Value / divisor
        : arg._offset == 0 ? arg.Integer(mayDivide: false).With(arg._bits, divisor)
        : throw new InvalidOperationException("An argument with an offset cannot be divided.");

    /// <summary>An integer expression plus <paramref name="offset"/>.</summary>
    public static Arg operator +(Arg arg, int offset) =>
        arg.IsParameter ? arg.Integer(mayDivide: true).With(arg._bits, arg._divisor, arg._offset + offset) : arg.Value + offset;

    /// <inheritdoc/>
    public override string ToString() => IsParameter
        ? string.Format(
            CultureInfo.InvariantCulture,
            "#{0}·{1}/{2}+{3}",
            _parameter,
            Type == ArgType.Real ? BitConverter.Int64BitsToDouble(_bits) : _bits,
            _divisor,
            _offset)
        : Type == ArgType.Real ? Format.Real(RealValue) : Format.Integer(_bits);

    private Arg With(long bits, int divisor = 1, int offset = 0) => new(Type, bits, _parameter, divisor, offset);

    private Arg Integer(bool mayDivide) => Type == ArgType.Integer && (mayDivide || _divisor == 1)
        ? this
        : throw new InvalidOperationException("Only an integer parameter without a divisor can be calculated with.");

    private bool IsIntegerParameter(EquatableArray<BlockParameter> parameters) => parameters[_parameter].Type == ArgType.Integer;

    private static InvalidOperationException Unbound() => new("The argument depends on a block's parameter: bind it first.");

    private InvalidOperationException NoInteger() =>
        IsParameter ? Unbound() : new InvalidOperationException("A real argument has no integer value.");
}
