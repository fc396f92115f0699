using System;
using System.Collections;
using System.Collections.Generic;

namespace NetVariants.Core;

/// <summary>An immutable list that compares by its items, so that a record that holds one compares by value.</summary>
public readonly struct EquatableArray<T> : IEquatable<EquatableArray<T>>, IReadOnlyList<T>
    where T : IEquatable<T>
{
    private readonly T[]? _items;

    /// <summary>Copies <paramref name="items"/>.</summary>
    public EquatableArray(IEnumerable<T> items)
    {
        if (items is ICollection<T> collection)
        {
            _items = new T[collection.Count];
            collection.CopyTo(_items, 0);
        }
        else
        {
            _items = new List<T>(items).ToArray();
        }
    }

    private EquatableArray(T[] items) => _items = items;

    /// <summary>A list of one item.</summary>
    public static EquatableArray<T> Of(T item) => new(new[] { item });

    /// <summary>A list of two items.</summary>
    public static EquatableArray<T> Of(T first, T second) => new(new[] { first, second });

    /// <summary>A list of the given items.</summary>
    public static EquatableArray<T> Of(params T[] items) => new((T[])items.Clone());

    /// <summary>Wraps an array that its builder gives away and nobody changes any more.</summary>
    internal static EquatableArray<T> Owning(T[] items) => new(items);

    /// <inheritdoc/>
    public int Count => _items?.Length ?? 0;

    /// <inheritdoc/>
    public T this[int index] => _items is null ? throw new ArgumentOutOfRangeException(nameof(index)) : _items[index];

    /// <inheritdoc/>
    public bool Equals(EquatableArray<T> other)
    {
        if (ReferenceEquals(_items, other._items))
            return true;
        if (Count != other.Count)
            return false;
        for (var i = 0; i < Count; i++)
        {
            if (!_items![i].Equals(other._items![i]))
                return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is EquatableArray<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = Count;
        for (var i = 0; i < Count; i++)
            hash = unchecked((hash * 31) + _items![i].GetHashCode());
        return hash;
    }

    /// <summary>The items in order, without allocating.</summary>
    public Enumerator GetEnumerator() => new(_items ?? Array.Empty<T>());

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)(_items ?? Array.Empty<T>())).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => (_items ?? Array.Empty<T>()).GetEnumerator();

    /// <summary>Whether both lists hold equal items.</summary>
    public static bool operator ==(EquatableArray<T> left, EquatableArray<T> right) => left.Equals(right);

    /// <summary>Whether the lists differ.</summary>
    public static bool operator !=(EquatableArray<T> left, EquatableArray<T> right) => !left.Equals(right);

    /// <summary>Walks an <see cref="EquatableArray{T}"/>.</summary>
    public struct Enumerator
    {
        private readonly T[] _items;
        private int _index;

        internal Enumerator(T[] items)
        {
            _items = items;
            _index = -1;
        }

        /// <summary>The current item.</summary>
        public readonly T Current => _items[_index];

        /// <summary>Steps to the next item.</summary>
        public bool MoveNext() => ++_index < _items.Length;
    }
}
