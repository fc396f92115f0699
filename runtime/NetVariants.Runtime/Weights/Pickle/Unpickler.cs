using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using NetVariants.Weights.Formats;

namespace NetVariants.Weights.Pickle;

/// <summary>
/// Reads the pickles (protocol 2 to 5) that <c>torch.save</c> writes of state dicts and of checkpoints that hold them. It knows these opcodes and these
/// globals and nothing else: nothing is looked up by name, nothing is called. A pickle's values refer to each other; nothing here walks them deeper than
/// the program that it is asked for, so that values in a circle do no harm, and memory is bounded by the pickle's length.
/// (Opcodes: <see href="https://docs.python.org/3/library/pickletools.html">pickletools</see>.)
/// </summary>
internal sealed class Unpickler
{
    private static readonly object s_mark = new();

    private readonly byte[] _pickle;
    private readonly List<object?> _stack = [];
    private readonly Dictionary<long, object?> _memo = [];
    private int _next;

    private Unpickler(byte[] pickle) => _pickle = pickle;

    /// <summary>The value of a pickle.</summary>
    /// <exception cref="FormatException">It is damaged, or needs something that a state dict does not; the message says where.</exception>
    public static object? Load(byte[] pickle)
    {
        Unpickler unpickler = new(pickle);
        try
        {
            return unpickler.Run();
        }
        catch (FormatException error)
        {
            throw new FormatException($"{error.Message} (byte {unpickler._next} of the pickle)", error);
        }
    }

    private object? Run()
    {
        while (true)
        {
            byte opcode = Take(1)[0];
            switch ((char)opcode)
            {
                case '.':
                    return Pop();
                case '\u0080': // PROTO
                    if (Take(1)[0] is < 2 or > 5)
                        throw new FormatException($"its protocol {_pickle[_next - 1]} is none of 2 to 5");
                    break;
                case '\u0095': // FRAME: only says how long the next stretch is
                    Take(8);
                    break;
                case '(':
                    Push(s_mark);
                    break;
                case '0':
                    Pop();
                    break;
                case 'N':
                    Push(null);
                    break;
                case '\u0088':
                    Push(true);
                    break;
                case '\u0089':
                    Push(false);
                    break;
                case 'J':
                    Push((long)BinaryPrimitives.ReadInt32LittleEndian(Take(4)));
                    break;
                case 'K':
                    Push((long)Take(1)[0]);
                    break;
                case 'M':
                    Push((long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2)));
                    break;
                case '\u008a': // LONG1
                    Push(Long(Take(Take(1)[0])));
                    break;
                case 'G':
                    Push(BinaryPrimitives.ReadDoubleBigEndian(Take(8)));
                    break;
                case 'X':
                    Push(Text(BinaryPrimitives.ReadUInt32LittleEndian(Take(4))));
                    break;
                case '\u008c': // SHORT_BINUNICODE
                    Push(Text(Take(1)[0]));
                    break;
                case 'c':
                    Push(new PickledGlobal(Line(), Line()));
                    break;
                case '\u0093': // STACK_GLOBAL
                    (object? name, object? module) = (Pop(), Pop());
                    Push(new PickledGlobal(As<string>(module, "a module's name"), As<string>(name, "a global's name")));
                    break;
                case ')':
                    Push(new PickledTuple([]));
                    break;
                case 't':
                    Push(new PickledTuple(PopToMark()));
                    break;
                case '\u0085':
                    Push(new PickledTuple([Pop()]));
                    break;
                case '\u0086':
                    Push(Tuple(2));
                    break;
                case '\u0087':
                    Push(Tuple(3));
                    break;
                case ']':
                    Push(new PickledList());
                    break;
                case 'a':
                    object? item = Pop();
                    As<PickledList>(Peek(), "a list").Items.Add(item);
                    break;
                case 'e':
                    object?[] items = PopToMark();
                    As<PickledList>(Peek(), "a list").Items.AddRange(items);
                    break;
                case '}':
                    Push(new PickledDictionary());
                    break;
                case 's':
                    (object? value, object? key) = (Pop(), Pop());
                    As<PickledDictionary>(Peek(), "a dictionary").Items.Add((key, value));
                    break;
                case 'u':
                    SetItems(PopToMark());
                    break;
                case 'q':
                    _memo[Take(1)[0]] = Peek();
                    break;
                case 'r':
                    _memo[BinaryPrimitives.ReadUInt32LittleEndian(Take(4))] = Peek();
                    break;
                case '\u0094': // MEMOIZE
                    _memo[_memo.Count] = Peek();
                    break;
                case 'h':
                    Push(Recall(Take(1)[0]));
                    break;
                case 'j':
                    Push(Recall(BinaryPrimitives.ReadUInt32LittleEndian(Take(4))));
                    break;
                case 'Q':
                    Push(Storage(Pop()));
                    break;
                case 'R':
                case '\u0081': // NEWOBJ: a class is called
                    (object? arguments, object? callee) = (Pop(), Pop());
                    Push(TorchGlobals.Call(As<PickledGlobal>(callee, "a global"), As<PickledTuple>(arguments, "arguments").Items));
                    break;
                case 'b':
                    // The state of an OrderedDict: its _metadata, the versions of the modules.
                    Pop();
                    As<PickledDictionary>(Peek(), "a dictionary");
                    break;
                default:
                    throw new FormatException($"the opcode 0x{opcode:x2} is none that a state dict needs");
            }
        }
    }

    private void SetItems(object?[] items)
    {
        PickledDictionary dictionary = As<PickledDictionary>(Peek(), "a dictionary");
        if (items.Length % 2 != 0)
            throw new FormatException("a key has no value");
        for (int i = 0; i < items.Length; i += 2)
            dictionary.Items.Add((items[i], items[i + 1]));
    }

    /// <summary>('storage', torch.FloatStorage, key, location, number of elements): what torch puts aside from the pickle.</summary>
    private static PickledStorage Storage(object? identifier)
    {
        if (As<PickledTuple>(identifier, "a storage").Items is not ["storage", PickledGlobal type, string key, string, long count, ..] || count < 0)
            throw new FormatException("what is kept outside of the pickle is no storage");
        ElementFormat format = ScalarTypes.All.FirstOrDefault(candidate => type.Module == "torch" && candidate.Storage == type.Name)
            ?? throw new FormatException($"a storage is of the type {type}, which is not read");
        return new PickledStorage(format, key, count);
    }

    private ReadOnlySpan<byte> Take(long count)
    {
        if (count > _pickle.Length - _next)
            throw new FormatException("the pickle ends too early");
        _next += (int)count;
        return _pickle.AsSpan(_next - (int)count, (int)count);
    }

    private string Line()
    {
        int length = _pickle.AsSpan(_next).IndexOf((byte)'\n');
        if (length < 0)
            throw new FormatException("the pickle ends too early");
        return Encoding.UTF8.GetString(Take(length + 1)[..length]);
    }

    private string Text(long bytes) => Encoding.UTF8.GetString(Take(bytes));

    private static long Long(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > sizeof(long))
            throw new FormatException("a number exceeds 64 bits");
        long value = bytes.Length > 0 && bytes[^1] >= 0x80 ? -1 : 0;
        for (int i = bytes.Length - 1; i >= 0; i--)
            value = (value << 8) | bytes[i];
        return value;
    }

    private void Push(object? value) => _stack.Add(value);

    private object? Peek() => _stack.Count > 0 ? _stack[^1] : throw new FormatException("the pickle takes a value that is not there");

    private object? Pop()
    {
        object? value = Peek();
        if (ReferenceEquals(value, s_mark))
            throw new FormatException("the pickle takes a value that is not there");
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    private object?[] PopToMark()
    {
        int mark = _stack.LastIndexOf(s_mark);
        if (mark < 0)
            throw new FormatException("a mark is missing");
        object?[] items = [.. _stack.Skip(mark + 1)];
        _stack.RemoveRange(mark, _stack.Count - mark);
        return items;
    }

    private PickledTuple Tuple(int count)
    {
        object?[] items = new object?[count];
        for (int i = count - 1; i >= 0; i--)
            items[i] = Pop();
        return new PickledTuple(items);
    }

    private object? Recall(long index) => _memo.TryGetValue(index, out object? value) ? value : throw new FormatException($"the value {index} is used before it is kept");

    private static T As<T>(object? value, string what)
        where T : class => value as T ?? throw new FormatException($"{what} was expected");
}
