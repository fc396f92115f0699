using System;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>What stands between the brackets of <c>tensor[…]</c>: an integer, a slice, a mask, None or an ellipsis.</summary>
    public partial struct TensorIndex
    {
        /// <summary>As many whole dimensions as the other indices leave.</summary>
        public static TensorIndex Ellipsis = new() { Kind = IndexKind.Ellipsis };

        /// <summary>A new dimension of extent 1.</summary>
        public static TensorIndex None = new() { Kind = IndexKind.None };

        /// <summary>As <see cref="None"/>.</summary>
        public static TensorIndex Null = new() { Kind = IndexKind.None };

        /// <summary>A whole dimension.</summary>
        public static TensorIndex Colon = Slice();

        internal enum IndexKind
        {
            None,
            Ellipsis,
            Bool,
            Single,
            Slice,
            Tensor,
        }

        internal IndexKind Kind { get; private init; }

        /// <summary>A slice's first index, a single index, or a truth value.</summary>
        internal long? Start { get; private init; }

        internal long? Stop { get; private init; }

        internal long? Step { get; private init; }

        internal Tensor? Indices { get; private init; }

        public static implicit operator TensorIndex(long value) => Single(value);
        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);
        public static implicit operator TensorIndex(Range range) => Slice(range);
        public static implicit operator TensorIndex(Index index) => Single(index.IsFromEnd ? -index.Value : index.Value);

        /// <summary>Makes the compiler prefer an index to a tensor where a number could be either.</summary>
        /// <exception cref="InvalidOperationException">The index is neither a number nor a tensor.</exception>
        public static implicit operator Tensor(TensorIndex value) => value.Kind switch
        {
            IndexKind.Tensor => value.Indices!,
            IndexKind.Single => tensor(value.Start!.Value),
            _ => throw new InvalidOperationException($"An index of kind {value.Kind} is no tensor."),
        };

        /// <summary>From <paramref name="start"/> to before <paramref name="stop"/>; negative ones count from the end.</summary>
        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new() { Kind = IndexKind.Slice, Start = start, Stop = stop, Step = step };

        public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, (long?)range.end);

        public static TensorIndex Slice(Range range) => Slice(
            range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value,
            range.End.IsFromEnd ? (range.End.Value == 0 ? null : -range.End.Value) : range.End.Value);

        public static TensorIndex Bool(bool value) => new() { Kind = IndexKind.Bool, Start = value ? 1 : 0 };

        /// <summary>One index, whose dimension goes; null is a new dimension.</summary>
        public static TensorIndex Single(long? index) =>
            index is null ? None : new() { Kind = IndexKind.Single, Start = index };

        /// <summary>A tensor of indices, or a mask.</summary>
        public static TensorIndex Tensor(Tensor tensor) => new() { Kind = IndexKind.Tensor, Indices = tensor };
    }
}
