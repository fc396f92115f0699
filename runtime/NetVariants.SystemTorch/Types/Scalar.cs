using System;
using System.Numerics;
using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>A number of libtorch's kinds: integer, real, complex or truth value.</summary>
public sealed partial class Scalar : IDisposable
{
    private readonly Complex number;
    private readonly long integer;

    internal Scalar(long value)
    {
        Type = torch.ScalarType.Int64;
        integer = value;
        number = value;
    }

    internal Scalar(double value)
    {
        Type = torch.ScalarType.Float64;
        number = value;
    }

    internal Scalar(bool value)
    {
        Type = torch.ScalarType.Bool;
        integer = value ? 1 : 0;
        number = integer;
    }

    internal Scalar(Complex value)
    {
        Type = torch.ScalarType.ComplexFloat64;
        number = value;
    }

    /// <summary>As libtorch keeps it: Int64, Float64, ComplexFloat64 or Bool, whatever it was made from.</summary>
    public torch.ScalarType Type { get; }

    internal bool IsIntegral => Type is torch.ScalarType.Int64 or torch.ScalarType.Bool;

    internal long Integer => IsIntegral ? integer : checked((long)number.Real);

    internal double Real => number.Real;

    internal Complex Complex => number;

    public static implicit operator Scalar(byte value) => new((long)value);
    public static implicit operator Scalar(sbyte value) => new((long)value);
    public static implicit operator Scalar(short value) => new((long)value);
    public static implicit operator Scalar(int value) => new((long)value);
    public static implicit operator Scalar(long value) => new(value);
    public static implicit operator Scalar(Half value) => new((double)value);
    public static implicit operator Scalar(float value) => new((double)value);
    public static implicit operator Scalar(double value) => new(value);
    public static implicit operator Scalar(bool value) => new(value);
    public static implicit operator Scalar((float, float) value) => new(new Complex(value.Item1, value.Item2));
    public static implicit operator Scalar(Complex value) => new(value);

    /// <summary>Nothing to release: the number is kept on the managed side.</summary>
    public void Dispose()
    {
    }

    internal static unsafe Scalar From(ref NativeValue value)
    {
        switch (value.Kind)
        {
            case NativeKind.Int:
                return new Scalar(value.Bits);
            case NativeKind.Double:
                return new Scalar(BitConverter.Int64BitsToDouble(value.Bits));
            case NativeKind.Bool:
                return new Scalar(value.Bits != 0);
            default:
                var parts = (double*)value.Bits;
                var complex = new Scalar(new Complex(parts[0], parts[1]));
                fixed (NativeValue* result = &value) Bridge.ResultFree(result);
                return complex;
        }
    }

    internal Argument AsArgument() => Type switch
    {
        torch.ScalarType.Int64 => integer,
        torch.ScalarType.Bool => integer != 0,
        torch.ScalarType.Float64 => number.Real,
        _ => Argument.Complex(number),
    };
}
