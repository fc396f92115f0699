using System;
using System.Collections.Generic;

namespace NetVariants.Weights.Pickle;

/// <summary>
/// Reads the pickles (protocol 0 to 5) that <c>torch.save</c> writes. Nothing is looked up by name, nothing is called: but for tensors,
/// what a pickle would call stays a <see cref="PickledObject"/>. A pickle's values refer to each other; nothing here walks them, so that
/// deep values and values in a circle do no harm. <see cref="PickleSource"/> bounds how many there are. (Opcodes:
/// <see href="https://docs.python.org/3/library/pickletools.html">pickletools</see>.)
/// </summary>
internal sealed class Unpickler
{
    private static readonly PickledOther s_set = new("a set");
    private static readonly PickledOther s_extension = new("an object of Python's extension registry");

    private const int PairCost = 8;

    private readonly PickleSource _source;
    private readonly PickleScalars _scalars;
    private readonly PickleStack _stack = new();
    private readonly Dictionary<string, PickledStorage> _storages = new(StringComparer.Ordinal);

    private Unpickler(PickleSource source) => (_source, _scalars) = (source, new PickleScalars(source));

    /// <summary>The next value of a source.</summary>
    /// <exception cref="FormatException">It is damaged; the message says where.</exception>
    public static object? Load(PickleSource source) => Load(source, out _);

    /// <summary>The next value of a source, and the storages that it refers to, by key.</summary>
    /// <exception cref="FormatException">It is damaged; the message says where.</exception>
    public static object? Load(PickleSource source, out IReadOnlyDictionary<string, PickledStorage> storages)
    {
        var unpickler = new Unpickler(source);
        var start = source.Position;
        try
        {
            var value = unpickler.Run();
            storages = unpickler._storages;
            return value;
        }
        catch (FormatException error)
        {
            throw new FormatException($"{error.Message} (byte {source.Position - start} of the pickle)", error);
        }
    }

    private object? Run()
    {
        while (true)
        {
            var opcode = (char)_scalars.Byte();
            _source.CountValues(1);
            if (opcode == '.')
                return _stack.Pop();
            if (_scalars.TryRead(opcode, out var value))
                _stack.Push(value);
            else if (!RunStack(opcode) && !RunContainer(opcode) && !RunObject(opcode))
                throw new FormatException($"the opcode 0x{(int)opcode:x2} is none that PyTorch writes");
        }
    }

    private bool RunStack(char opcode)
    {
        switch (opcode)
        {
            case '\u0080': // PROTO
                if (_scalars.Byte() is > 5 and var protocol)
                    throw new FormatException($"its protocol {protocol} is not one of 0 to 5");
                break;
            case '\u0095': // FRAME: only says how long the next stretch is
                _source.Skip(8);
                break;
            case '(':
                _stack.Mark();
                break;
            case '0':
                _stack.Drop();
                break;
            case '1':
                _stack.PopToMark();
                break;
            case '2':
                _stack.Push(_stack.Peek());
                break;
            case 'q':
                _stack.Memoize(_scalars.Byte());
                break;
            case 'r':
                _stack.Memoize(_scalars.UInt32());
                break;
            case 'p':
                _stack.Memoize(_scalars.LineNumber());
                break;
            case '\u0094': // MEMOIZE
                _stack.Memoize();
                break;
            case 'h':
                _stack.Recall(_scalars.Byte());
                break;
            case 'j':
                _stack.Recall(_scalars.UInt32());
                break;
            case 'g':
                _stack.Recall(_scalars.LineNumber());
                break;
            default:
                return false;
        }

        return true;
    }

    private bool RunContainer(char opcode)
    {
        switch (opcode)
        {
            case ')':
                _stack.Push(new PickledTuple([]));
                break;
            case 't':
                _stack.Push(new PickledTuple(_stack.PopToMark()));
                break;
            case '\u0085':
            case '\u0086':
            case '\u0087':
                _stack.Push(new PickledTuple(_stack.Pop(opcode - '\u0084')));
                break;
            case ']':
                _stack.Push(new PickledList());
                break;
            case 'l':
                var list = new PickledList();
                list.Items.AddRange(_stack.PopToMark());
                _stack.Push(list);
                break;
            case 'a':
                Append(_stack.Pop(1));
                break;
            case 'e':
                Append(_stack.PopToMark());
                break;
            case '}':
                _stack.Push(new PickledDictionary());
                break;
            case 'd':
                var entries = _stack.PopToMark();
                _stack.Push(new PickledDictionary());
                SetItems(entries);
                break;
            case 's':
                SetItems(_stack.Pop(2));
                break;
            case 'u':
                SetItems(_stack.PopToMark());
                break;
            case '\u008f': // EMPTY_SET
                _stack.Push(s_set);
                break;
            case '\u0090': // ADDITEMS
                _stack.PopToMark();
                _stack.Peek();
                break;
            case '\u0091': // FROZENSET
                _stack.PopToMark();
                _stack.Push(s_set);
                break;
            default:
                return false;
        }

        return true;
    }

    private bool RunObject(char opcode)
    {
        switch (opcode)
        {
            case 'c':
                _stack.Push(new PickledGlobal(_scalars.Line(), _scalars.Line()));
                break;
            case '\u0093': // STACK_GLOBAL
                var names = _stack.Pop(2);
                _stack.Push(
                    names is [string module, string name]
                        ? new PickledGlobal(module, name)
                        : throw new FormatException("a global has no name"));
                break;
            case 'Q':
                Refer(_stack.Pop());
                break;
            case 'P':
                _stack.Push(PersistentId.Resolve(_scalars.Line()));
                break;
            case 'R':
            case '\u0081': // NEWOBJ: a class is called
                var call = _stack.Pop(2);
                Call(call[0], Arguments(call[1]));
                break;
            case '\u0092': // NEWOBJ_EX
                var named = _stack.Pop(3);
                _stack.Push(new PickledObject(named[0], Arguments(named[1])));
                break;
            case 'o':
                var made = _stack.PopToMark();
                Call(made.Length > 0 ? made[0] : throw new FormatException("a class is missing"), made[1..]);
                break;
            case 'i':
                var instance = new PickledGlobal(_scalars.Line(), _scalars.Line());
                Call(instance, _stack.PopToMark());
                break;
            case 'b':
                var state = _stack.Pop();
                // Of a dictionary: the versions of the modules, _metadata.
                if (_stack.Peek() is PickledObject built)
                    built.State = state;
                break;
            case '\u0082':
                Extension(1);
                break;
            case '\u0083':
                Extension(2);
                break;
            case '\u0084':
                Extension(4);
                break;
            default:
                return false;
        }

        return true;
    }

    private void Call(object? callee, object?[] arguments)
    {
        var result = PythonCall.Result(callee, arguments);
        // Pairs are copied into a dictionary, however often the same list of them is named.
        if (result is PickledDictionary made && (arguments is not [.., PickledDictionary given] || given != made))
            _source.CountValues(PairCost * (long)made.Items.Count);
        _stack.Push(result);
    }

    private void Refer(object? identifier)
    {
        var referred = PersistentId.Resolve(identifier);
        if (referred is PickledStorage storage)
            _storages.TryAdd(storage.Key, storage);
        _stack.Push(referred);
    }

    private void Extension(int bytes)
    {
        _source.Skip(bytes);
        _stack.Push(s_extension);
    }

    private void Append(object?[] items)
    {
        // Into any other object, such as a deque, they go unread.
        if (_stack.Peek() is PickledList list)
            list.Items.AddRange(items);
    }

    private void SetItems(object?[] items)
    {
        if (items.Length % 2 != 0)
            throw new FormatException("a key has no value");
        var target = _stack.Peek() switch
        {
            PickledDictionary dictionary => dictionary,
            PickledObject keeper => keeper.Entries ??= new PickledDictionary(),
            _ => null,
        };
        for (var i = 0; target is not null && i < items.Length; i += 2)
            target.Items.Add((items[i], items[i + 1]));
    }

    private static object?[] Arguments(object? arguments) =>
        arguments is PickledTuple tuple ? tuple.Items : throw new FormatException("the arguments of a call are not a tuple");
}
