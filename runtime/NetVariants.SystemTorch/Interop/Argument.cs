using System;
using System.Collections.Generic;

namespace TorchSharp.Interop;

/// <summary>One argument of an operator. The implicit conversions let a call read like the operator's schema.</summary>
internal readonly struct Argument
{
    /// <summary>The object behind the argument: it stays alive, and its handles valid, until the call returns.</summary>
    public readonly object? Reference;
    public readonly long Bits;
    public readonly NativeKind Kind;

    private Argument(NativeKind kind, object? reference, long bits = 0)
    {
        Kind = reference is null && kind >= NativeKind.String ? NativeKind.None : kind;
        Reference = reference;
        Bits = bits;
    }

    private Argument(NativeKind kind, long bits)
    {
        Kind = kind;
        Bits = bits;
    }

    /// <summary>An optional argument that is absent.</summary>
    public static Argument None => default;

    public static implicit operator Argument(torch.Tensor? value) =>
        value is null ? None : new(NativeKind.Tensor, value);

    public static implicit operator Argument(bool value) => new(NativeKind.Bool, value ? 1L : 0L);
    public static implicit operator Argument(long value) => new(NativeKind.Int, value);
    public static implicit operator Argument(double value) => new(NativeKind.Double, BitConverter.DoubleToInt64Bits(value));
    public static implicit operator Argument(torch.ScalarType value) => new(NativeKind.Int, (long)value);
    public static implicit operator Argument(bool? value) => value is { } set ? set : None;
    public static implicit operator Argument(long? value) => value is { } set ? set : None;
    public static implicit operator Argument(double? value) => value is { } set ? set : None;
    public static implicit operator Argument(torch.ScalarType? value) => value is { } set ? set : None;
    public static implicit operator Argument(Scalar? value) => value?.AsArgument() ?? None;
    public static implicit operator Argument(string? value) => new(NativeKind.String, value);
    public static implicit operator Argument(torch.Device? value) => new(NativeKind.Device, value);
    public static implicit operator Argument(torch.Generator? value) => new(NativeKind.Generator, value);
    public static implicit operator Argument(long[]? value) => new(NativeKind.Ints, value);
    public static implicit operator Argument(ReadOnlySpan<long> value) => new(NativeKind.Ints, value.ToArray());
    public static implicit operator Argument(double[]? value) => new(NativeKind.Doubles, value);
    public static implicit operator Argument(bool[]? value) => new(NativeKind.Bools, value);
    public static implicit operator Argument(torch.Tensor[]? value) => new(NativeKind.Tensors, value);

    /// <summary>A complex number: a pair of doubles.</summary>
    public static Argument Complex(System.Numerics.Complex value) => new(NativeKind.Complex, new[] { value.Real, value.Imaginary });

    /// <summary>Names of dimensions.</summary>
    public static Argument Names(string[] names) => new(NativeKind.Names, names);

    /// <summary>A list of tensors.</summary>
    public static Argument List(IList<torch.Tensor> tensors) =>
        new(NativeKind.Tensors, tensors as IReadOnlyList<torch.Tensor> ?? [.. tensors]);

    /// <summary>A list whose entries may be absent, as <c>aten::index</c> takes.</summary>
    public static Argument OptionalList(torch.Tensor?[] tensors) => new(NativeKind.OptionalTensors, tensors);
}
