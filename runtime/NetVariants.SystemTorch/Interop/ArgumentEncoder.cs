using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;

namespace TorchSharp.Interop;

/// <summary>Lays arguments out for the bridge: one <see cref="NativeValue"/> each, and lists and strings in a block of words beside them.</summary>
internal static class ArgumentEncoder
{
    /// <summary>The words that the arguments' lists and strings need.</summary>
    public static int Words(ReadOnlySpan<Argument> arguments)
    {
        var words = 0;
        foreach (ref readonly var argument in arguments)
        {
            if (argument.Kind is < NativeKind.Complex || argument.Reference is null) continue;
            words += argument.Kind switch
            {
                NativeKind.Complex => 2,
                NativeKind.String => TextWords((string)argument.Reference),
                NativeKind.Names => TextWords(Joined((string[])argument.Reference)),
                NativeKind.Device or NativeKind.Generator => 0,
                NativeKind.Tensors => ((IReadOnlyCollection<torch.Tensor>)argument.Reference).Count,
                _ => ((Array)argument.Reference).Length,
            };
        }

        return words;
    }

    /// <summary>Fills <paramref name="values"/>; <paramref name="words"/> must stay in place until the call returns.</summary>
    public static unsafe void Encode(ReadOnlySpan<Argument> arguments, NativeValue* values, long* words)
    {
        for (var k = 0; k < arguments.Length; k++)
        {
            ref readonly var argument = ref arguments[k];
            values[k] = new NativeValue { Kind = argument.Kind, Bits = argument.Bits };
            switch (argument.Kind)
            {
                case NativeKind.Tensor:
                    values[k].Bits = ((torch.Tensor)argument.Reference!).Handle;
                    break;
                case NativeKind.Generator:
                    values[k].Bits = ((torch.Generator)argument.Reference!).Handle;
                    break;
                case NativeKind.Device:
                    var device = (torch.Device)argument.Reference!;
                    values[k].Bits = (long)device.type;
                    values[k].Count = device.index;
                    break;
                case > NativeKind.Generator or NativeKind.Complex or NativeKind.String:
                    values[k].Bits = (nint)words;
                    values[k].Count = Write(argument, words, out var used);
                    words += used;
                    break;
            }
        }
    }

    private static int TextWords(string text) => (Encoding.UTF8.GetByteCount(text) / sizeof(long)) + 1;

    private static string Joined(string[] names) => string.Join('\0', names) + '\0';

    private static unsafe int Write(in Argument argument, long* words, out int used)
    {
        switch (argument.Reference)
        {
            case long[] numbers:
                numbers.CopyTo(new Span<long>(words, numbers.Length));
                return used = numbers.Length;
            case double[] numbers:
                MemoryMarshal.Cast<double, long>(numbers.AsSpan()).CopyTo(new Span<long>(words, numbers.Length));
                return used = numbers.Length;
            case bool[] flags:
                for (var k = 0; k < flags.Length; k++) words[k] = flags[k] ? 1 : 0;
                return used = flags.Length;
            case string text:
                used = TextWords(text);
                return Encoding.UTF8.GetBytes(text, new Span<byte>(words, used * sizeof(long)));
            case string[] names:
                used = TextWords(Joined(names));
                return Encoding.UTF8.GetBytes(Joined(names), new Span<byte>(words, used * sizeof(long)));
            case IReadOnlyList<torch.Tensor?> tensors:
                for (var k = 0; k < tensors.Count; k++) words[k] = tensors[k]?.Handle ?? 0;
                return used = tensors.Count;
            default:
                throw new ArgumentException($"no layout for {argument.Reference?.GetType()}", nameof(argument));
        }
    }
}
