using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading;

namespace TorchSharp.Interop;

/// <summary>
/// An ATen operator, called by its schema name through libtorch's dispatcher. Arguments that a call leaves out at the end take the
/// schema's defaults. A failure is an <see cref="System.Runtime.InteropServices.ExternalException"/> with libtorch's message.
/// </summary>
/// <param name="name">The name without its namespace, with its overload: <c>add.Tensor</c>.</param>
internal sealed unsafe class Operator(string name)
{
    private const int WordsOnStack = 64;

    private nint entry;

    public string Name { get; } = name;

    /// <summary>Runs an operator of one result, a tensor.</summary>
    public torch.Tensor Call(params ReadOnlySpan<Argument> arguments)
    {
        NativeValue result = default;
        Invoke(arguments, &result, 1);
        return new torch.Tensor((nint)result.Bits);
    }

    /// <summary>Runs an in-place operator and returns its receiver, the first argument.</summary>
    public torch.Tensor InPlace(params ReadOnlySpan<Argument> arguments)
    {
        Invoke(arguments, null, 0);
        return (torch.Tensor)arguments[0].Reference!;
    }

    /// <summary>Runs an operator that writes into <paramref name="target"/>, its last argument, and returns the target.</summary>
    public torch.Tensor Into(torch.Tensor target, params ReadOnlySpan<Argument> arguments)
    {
        Invoke([.. arguments, target], null, 0);
        return target;
    }

    /// <summary>Runs an operator for its effect.</summary>
    public void Run(params ReadOnlySpan<Argument> arguments) => Invoke(arguments, null, 0);

    /// <summary>Runs an operator of two tensors.</summary>
    public (torch.Tensor, torch.Tensor) Call2(params ReadOnlySpan<Argument> arguments)
    {
        var results = stackalloc NativeValue[2];
        Invoke(arguments, results, 2);
        return (new((nint)results[0].Bits), new((nint)results[1].Bits));
    }

    /// <summary>Runs an operator of three tensors.</summary>
    public (torch.Tensor, torch.Tensor, torch.Tensor) Call3(params ReadOnlySpan<Argument> arguments)
    {
        var results = stackalloc NativeValue[3];
        Invoke(arguments, results, 3);
        return (new((nint)results[0].Bits), new((nint)results[1].Bits), new((nint)results[2].Bits));
    }

    /// <summary>Runs an operator of four tensors.</summary>
    public (torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor) Call4(params ReadOnlySpan<Argument> arguments)
    {
        var results = stackalloc NativeValue[4];
        Invoke(arguments, results, 4);
        return (new((nint)results[0].Bits), new((nint)results[1].Bits), new((nint)results[2].Bits), new((nint)results[3].Bits));
    }

    /// <summary>Runs an operator whose result is a list of tensors.</summary>
    public torch.Tensor[] CallList(params ReadOnlySpan<Argument> arguments)
    {
        NativeValue result = default;
        Invoke(arguments, &result, 1);
        var handles = (nint*)result.Bits;
        var tensors = new torch.Tensor[result.Count];
        for (var k = 0; k < tensors.Length; k++) tensors[k] = new torch.Tensor(handles[k]);
        Bridge.ResultFree(&result);
        return tensors;
    }

    /// <summary>Runs an operator whose result is a number.</summary>
    public Scalar CallScalar(params ReadOnlySpan<Argument> arguments)
    {
        NativeValue result = default;
        Invoke(arguments, &result, 1);
        return Scalar.From(ref result);
    }

    /// <summary>Runs an operator whose result is an integer.</summary>
    public long CallInt(params ReadOnlySpan<Argument> arguments)
    {
        NativeValue result = default;
        Invoke(arguments, &result, 1);
        return result.Bits;
    }

    /// <summary>Runs an operator whose result is a real number.</summary>
    public double CallDouble(params ReadOnlySpan<Argument> arguments) => BitConverter.Int64BitsToDouble(CallInt(arguments));

    /// <summary>Runs an operator whose result is a truth value.</summary>
    public bool CallBool(params ReadOnlySpan<Argument> arguments) => CallInt(arguments) != 0;

    [SkipLocalsInit]
    private void Invoke(ReadOnlySpan<Argument> arguments, NativeValue* results, int capacity)
    {
        var values = stackalloc NativeValue[arguments.Length];
        var needed = ArgumentEncoder.Words(arguments);
        int produced;
        if (needed <= WordsOnStack)
        {
            var words = stackalloc long[WordsOnStack];
            ArgumentEncoder.Encode(arguments, values, words);
            produced = Bridge.OperatorCall(Entry, values, arguments.Length, results, capacity);
        }
        else
        {
            fixed (long* words = new long[needed])
            {
                ArgumentEncoder.Encode(arguments, values, words);
                produced = Bridge.OperatorCall(Entry, values, arguments.Length, results, capacity);
            }
        }

        // The handles were read above: no finalizer may free them while the operator runs.
        foreach (ref readonly var argument in arguments) GC.KeepAlive(argument.Reference);
        if (produced < 0) NativeError.Throw();
    }

    private nint Entry => entry != 0 ? entry : Find();

    private nint Find()
    {
        var dot = Name.IndexOf('.', StringComparison.Ordinal);
        var found = Bridge.OperatorFind("aten::" + (dot < 0 ? Name : Name[..dot]), dot < 0 ? "" : Name[(dot + 1)..]);
        if (found == 0) NativeError.Throw();
        Volatile.Write(ref entry, found);
        return found;
    }
}
