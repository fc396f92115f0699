using System;
using System.Collections.Generic;
using static TorchSharp.torch;

namespace NetVariants.Native;

/// <summary>
/// An argument of an operator, of exactly the type that the operator's schema states: libtorch takes its 64 bits on trust. So numbers are
/// named rather than converted: an <c>int</c> where the schema has a <c>float</c> would be a number near 0.
/// </summary>
internal readonly struct Argument
{
    private readonly object? _object; // what has to be made on the native side, for the call to consume
    private readonly ulong _bits;     // or a plain value

    private Argument(object value) => _object = value;

    private Argument(ulong bits) => _bits = bits;

    /// <summary>An optional argument that is absent.</summary>
    public static Argument None => default;

    public static Argument Float(double value) => new(BitConverter.DoubleToUInt64Bits(value));

    public static Argument Int(long value) => new((ulong)value);

    public static Argument Bool(bool value) => new(value ? 1UL : 0UL);

    public static Argument From(Tensor tensor) => new((object)tensor);

    public static Argument From(IReadOnlyList<Tensor> tensors) => new((object)tensors);

    /// <summary>The 64 bits that go on the stack; whatever they point to belongs to the call from here on.</summary>
    public ulong Pack() => _object switch
    {
        null => _bits,
        Tensor tensor => Aten.NewHandle(tensor),
        IReadOnlyList<Tensor> tensors => Aten.NewList(tensors),
        _ => throw new NotSupportedException(_object.GetType().Name),
    };
}
