using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace NetVariants.Native;

/// <summary>Calls operators that TorchSharp does not bind, through the C interface that libtorch itself exports (2.10 and later).</summary>
/// <remarks>
/// <para><c>torch_call_dispatcher</c> takes an operator's name and a stack of 64-bit values: arguments in, results out. The dispatcher is
/// the one that every binding of PyTorch calls, so results have their gradient functions, and CUDA tensors go to CUDA's kernels.</para>
/// <para>A call consumes its arguments, so each tensor on the stack is a new handle of the same tensor, and lists are made for the call.
/// Parameters of type <c>Scalar</c> and <c>Generator</c> are out of reach.</para>
/// </remarks>
internal static class Aten
{
    /// <summary>The libtorch whose schemas the callers follow.</summary>
    private const string Version = "2.10.";
    private const ulong BuiltFor = (2UL << 56) | (10UL << 48);

    /// <summary>Above every operator's count of arguments: a forgotten one is a null and not a neighbour's memory.</summary>
    private const int StackSize = 64;

    private static readonly string[] s_symbols =
    [
        nameof(AtenImports.torch_call_dispatcher),
        nameof(AtenImports.aoti_torch_new_tensor_handle),
        nameof(AtenImports.torch_new_list_reserve_size),
        nameof(AtenImports.torch_list_push_back),
    ];

    private static readonly Lazy<bool> s_isFound = new(Find);

    /// <summary>
    /// Whether libtorch has the interface, in the version whose operators are known; without it callers keep to TorchSharp's own.
    /// </summary>
    public static bool IsAvailable => !IsOff && s_isFound.Value;

    /// <summary>Treats the interface as missing, as with another libtorch: for tests.</summary>
    internal static bool IsOff { get; set; }

    /// <summary>Calls an operator that returns nothing: a returned tensor would be a handle that nobody releases.</summary>
    /// <param name="name">Such as <c>aten::_foreach_mul_</c>.</param>
    /// <param name="overload">Such as <c>Tensor</c>; empty where there is none.</param>
    /// <param name="arguments">All of the schema's, in its order.</param>
    /// <exception cref="ExternalException">The operator failed, or there is none of this name.</exception>
    public static void Run(string name, string overload, params ReadOnlySpan<Argument> arguments) =>
        Invoke(name, overload, arguments, stackalloc ulong[StackSize]);

    /// <summary>Calls an operator of one tensor as result.</summary>
    /// <param name="name">Such as <c>aten::contiguous</c>.</param>
    /// <param name="overload">Empty where there is none.</param>
    /// <param name="arguments">All of the schema's, in its order.</param>
    /// <exception cref="ExternalException">The operator failed, or there is none of this name.</exception>
    public static Tensor Call(string name, string overload, params ReadOnlySpan<Argument> arguments)
    {
        Span<ulong> stack = stackalloc ulong[StackSize];
        Invoke(name, overload, arguments, stack);
        return Tensor.UnsafeCreateTensor((nint)stack[0]);
    }

    internal static ulong NewHandle(Tensor tensor)
    {
        Check(AtenImports.aoti_torch_new_tensor_handle(tensor.Handle, out var handle));
        GC.KeepAlive(tensor);
        return (ulong)handle;
    }

    internal static ulong NewList(IReadOnlyList<Tensor> tensors)
    {
        Check(AtenImports.torch_new_list_reserve_size((nuint)tensors.Count, out var list));
        foreach (var tensor in tensors)
            Check(AtenImports.torch_list_push_back(list, NewHandle(tensor)));
        return (ulong)list;
    }

    private static void Invoke(string name, string overload, ReadOnlySpan<Argument> arguments, Span<ulong> stack)
    {
        stack.Clear();
        for (var i = 0; i < arguments.Length; i++)
            stack[i] = arguments[i].Pack();
        if (AtenImports.torch_call_dispatcher(name, overload, ref stack[0], BuiltFor) != 0)
            throw new ExternalException($"libtorch's operator {name} failed: it wrote the reason to the standard error.");
    }

    private static void Check(int error, [CallerArgumentExpression(nameof(error))] string call = "")
    {
        if (error != 0)
            throw new ExternalException($"libtorch failed in {call}: it wrote the reason to the standard error.");
    }

    private static bool Find()
    {
        // TorchSharp has to load libtorch in its own way, and from its own place.
        torch.InitializeDeviceType(DeviceType.CPU);
        return torch.__version__.StartsWith(Version, StringComparison.Ordinal)
            && NativeLibrary.TryLoad(AtenImports.Library, typeof(Aten).Assembly, searchPath: null, out var library)
            && s_symbols.All(symbol => NativeLibrary.TryGetExport(library, symbol, out _));
    }
}
