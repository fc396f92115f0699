using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The extents of a tensor's dimensions.</summary>
    public partial struct Size : IEnumerable<long>
    {
        public static Size Empty = new((long[])[]);

        private readonly long[] extents;

        public Size(long[] shape) => extents = [.. shape];

        public Size(IEnumerable<long> shape) => extents = [.. shape];

        public Size(int[] shape) => extents = [.. shape.Select(extent => (long)extent)];

        public Size(long size) => extents = [size];

        public Size((long, long) size) => extents = [size.Item1, size.Item2];

        public Size((long, long, long) size) => extents = [size.Item1, size.Item2, size.Item3];

        public Size((long, long, long, long) size) => extents = [size.Item1, size.Item2, size.Item3, size.Item4];

        public Size((long, long, long, long, long) size) => extents = [size.Item1, size.Item2, size.Item3, size.Item4, size.Item5];

        public Size((long, long, long, long, long, long) size) =>
            extents = [size.Item1, size.Item2, size.Item3, size.Item4, size.Item5, size.Item6];

        public Size(int size) => extents = [size];

        public Size((int, int) size) => extents = [size.Item1, size.Item2];

        public Size((int, int, int) size) => extents = [size.Item1, size.Item2, size.Item3];

        public Size((int, int, int, int) size) => extents = [size.Item1, size.Item2, size.Item3, size.Item4];

        public Size((int, int, int, int, int) size) => extents = [size.Item1, size.Item2, size.Item3, size.Item4, size.Item5];

        public Size((int, int, int, int, int, int) size) =>
            extents = [size.Item1, size.Item2, size.Item3, size.Item4, size.Item5, size.Item6];

        public bool IsEmpty => extents.Length == 0;

        public bool IsScalar => IsEmpty;

        public int Length => extents.Length;

        public long[] Shape => extents;

        public long this[int idx] => extents[idx];

        public long this[long idx] => extents[idx];

        public static implicit operator Size(long size) => new(size);
        public static implicit operator Size((long, long) size) => new(size);
        public static implicit operator Size((long, long, long) size) => new(size);
        public static implicit operator Size((long, long, long, long) size) => new(size);
        public static implicit operator Size((long, long, long, long, long) size) => new(size);
        public static implicit operator Size((long, long, long, long, long, long) size) => new(size);
        public static implicit operator Size(long[] size) => new(size);

        public static Size operator +(Size left, Size right) => new([.. left.extents, .. right.extents]);

        public static Size operator +(Size left, IEnumerable<long> right) => new([.. left.extents, .. right]);

        public static bool operator ==(Size left, Size right) => left.extents.AsSpan().SequenceEqual(right.extents);

        public static bool operator !=(Size left, Size right) => !(left == right);

        public override bool Equals(object? obj) => obj is Size other && this == other;

        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (var extent in extents) hash.Add(extent);
            return hash.ToHashCode();
        }

        /// <summary>The extents from <paramref name="first"/> to before <paramref name="next"/>; negative ones count from the end.</summary>
        public Size Slice(int first, int next)
        {
            if (first < 0) first += extents.Length;
            if (next < 0) next += extents.Length;
            return next <= first ? Empty : new Size(extents[first..next]);
        }

        public IEnumerable<long> Take(int i) => extents.Take(i);

        /// <summary>The number of elements of a tensor of this size.</summary>
        public long numel()
        {
            var product = 1L;
            foreach (var extent in extents) product *= extent;
            return product;
        }

        public IEnumerator<long> GetEnumerator() => ((IEnumerable<long>)extents).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
