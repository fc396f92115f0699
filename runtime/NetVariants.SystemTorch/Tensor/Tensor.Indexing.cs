using System;
using System.Runtime.CompilerServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    // tensor[…]: integers select, slices and None are views, tensors gather; an assignment writes through.
    public unsafe partial class Tensor
    {
        // The indexers' name in metadata is TorchSharp's: code compiled against it finds them here.
        private const string Items = "TensorItems";

        [IndexerName(Items)]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName(Items)]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName(Items)]
        public Tensor this[params long[] indices]
        {
            get => Get(Singles(indices));
            set => Put(Singles(indices), value);
        }

        [IndexerName(Items)]
        public Tensor this[long i1]
        {
            get => Get([i1]);
            set => Put([i1], value);
        }

        [IndexerName(Items)]
        public Tensor this[long i1, long i2]
        {
            get => Get([i1, i2]);
            set => Put([i1, i2], value);
        }

        [IndexerName(Items)]
        public Tensor this[long i1, long i2, long i3]
        {
            get => Get([i1, i2, i3]);
            set => Put([i1, i2, i3], value);
        }

        [IndexerName(Items)]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => Get([i1, i2, i3, i4]);
            set => Put([i1, i2, i3, i4], value);
        }

        [IndexerName(Items)]
        public Tensor this[long i1, long i2, long i3, long i4, long i5]
        {
            get => Get([i1, i2, i3, i4, i5]);
            set => Put([i1, i2, i3, i4, i5], value);
        }

        [IndexerName(Items)]
        public Tensor this[long i1, long i2, long i3, long i4, long i5, long i6]
        {
            get => Get([i1, i2, i3, i4, i5, i6]);
            set => Put([i1, i2, i3, i4, i5, i6], value);
        }

        public Tensor index(params TensorIndex[] indices) => Get(indices);

        public Tensor index(params Tensor[] indices) => Aten.index_Tensor.Call(this, Argument.OptionalList(indices));

        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => Put(indices, value);

        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, indices, accumulate: false);

        /// <param name="value">What to write.</param>
        /// <param name="indices">Where.</param>
        /// <param name="accumulate">Whether to add to what is there; then the indices must be tensors.</param>
        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false) => accumulate
            ? index_put_(value, Array.ConvertAll(indices, index => index.Indices!), accumulate)
            : Put(indices, value);

        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) =>
            Aten.index_put_.InPlace(this, Argument.OptionalList(indices), value, accumulate);

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using var scalar = Like(value);
            return Put(indices, scalar);
        }

        public Tensor index_put_(Scalar value, params Tensor[] indices)
        {
            using var scalar = Like(value);
            return index_put_(scalar, indices);
        }

        private Tensor Get(ReadOnlySpan<TensorIndex> indices)
        {
            var values = stackalloc NativeValue[indices.Length];
            var slices = stackalloc long[indices.Length * 3];
            Encode(indices, values, slices);
            var found = Bridge.Index(this, values, indices.Length);
            KeepAlive(indices);
            return new Tensor(NativeError.Check(found));
        }

        private Tensor Put(ReadOnlySpan<TensorIndex> indices, Tensor source)
        {
            var values = stackalloc NativeValue[indices.Length];
            var slices = stackalloc long[indices.Length * 3];
            Encode(indices, values, slices);
            var succeeded = Bridge.IndexPut(this, values, indices.Length, source);
            KeepAlive(indices);
            NativeError.Check(succeeded);
            return this;
        }

        private static TensorIndex[] Singles(long[] indices) => Array.ConvertAll(indices, index => TensorIndex.Single(index));

        private static void Encode(ReadOnlySpan<TensorIndex> indices, NativeValue* values, long* slices)
        {
            for (var k = 0; k < indices.Length; k++, slices += 3)
            {
                ref readonly var index = ref indices[k];
                values[k] = index.Kind switch
                {
                    TensorIndex.IndexKind.Ellipsis => new NativeValue { Kind = NativeKind.String },
                    TensorIndex.IndexKind.Bool => new NativeValue { Kind = NativeKind.Bool, Bits = index.Start!.Value },
                    TensorIndex.IndexKind.Single => new NativeValue { Kind = NativeKind.Int, Bits = index.Start!.Value },
                    TensorIndex.IndexKind.Tensor => new NativeValue { Kind = NativeKind.Tensor, Bits = index.Indices!.Handle },
                    TensorIndex.IndexKind.Slice => new NativeValue { Kind = NativeKind.Ints, Count = 3, Bits = (nint)slices },
                    _ => default,
                };
                slices[0] = index.Start ?? 0;
                slices[1] = index.Stop ?? long.MaxValue;
                slices[2] = index.Step ?? 1;
            }
        }

        private static void KeepAlive(ReadOnlySpan<TensorIndex> indices)
        {
            foreach (ref readonly var index in indices) GC.KeepAlive(index.Indices);
        }

        /// <summary>A scalar tensor of this one's type and device.</summary>
        private Tensor Like(Scalar value) => Aten.scalar_tensor.Call(value, dtype, Argument.None, device);
    }
}
