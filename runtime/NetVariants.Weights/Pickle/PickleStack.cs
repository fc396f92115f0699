using System;
using System.Collections.Generic;

namespace NetVariants.Weights.Pickle;

/// <summary>The stack and the memo of a pickle's program.</summary>
internal sealed class PickleStack
{
    private static readonly object s_mark = new();

    private readonly List<object?> _stack = [];
    private readonly Dictionary<long, object?> _memo = [];

    public void Push(object? value) => _stack.Add(value);

    public void Mark() => _stack.Add(s_mark);

    public object? Peek() =>
        _stack.Count > 0 && !ReferenceEquals(_stack[^1], s_mark)
            ? _stack[^1]
            : throw new FormatException("the pickle takes a value that is not there");

    /// <summary>Drops the last value or mark.</summary>
    public void Drop()
    {
        if (_stack.Count == 0)
            throw new FormatException("the pickle takes a value that is not there");
        _stack.RemoveAt(_stack.Count - 1);
    }

    public object? Pop()
    {
        var value = Peek();
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    public object?[] Pop(int count)
    {
        var items = new object?[count];
        for (var i = count - 1; i >= 0; i--)
            items[i] = Pop();
        return items;
    }

    public object?[] PopToMark()
    {
        var mark = _stack.Count - 1;
        while (mark >= 0 && !ReferenceEquals(_stack[mark], s_mark))
            mark--;
        if (mark < 0)
            throw new FormatException("a mark is missing");
        object?[] items = [.. _stack[(mark + 1)..]];
        _stack.RemoveRange(mark, _stack.Count - mark);
        return items;
    }

    /// <summary>Keeps the last value.</summary>
    public void Memoize(long? index = null) => _memo[index ?? _memo.Count] = Peek();

    /// <summary>Pushes a value that was kept.</summary>
    public void Recall(long index) =>
        Push(_memo.TryGetValue(index, out var value) ? value : throw new FormatException($"the value {index} is used before it is kept"));
}
