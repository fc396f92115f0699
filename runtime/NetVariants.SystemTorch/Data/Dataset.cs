using System;
using System.Collections.Generic;

namespace TorchSharp;

public static partial class torch
{
    public static partial class utils
    {
        /// <summary>Data sets, and loaders that make batches of them.</summary>
        public static partial class data
        {
            /// <summary>Numbered examples.</summary>
            public abstract partial class Dataset<T> : IDisposable
            {
                /// <summary>The number of examples.</summary>
                public abstract long Count { get; }

                /// <summary>One example, counted from 0. A loader calls this from several threads.</summary>
                public abstract T GetTensor(long index);

                public void Dispose()
                {
                    Dispose(true);
                    GC.SuppressFinalize(this);
                }

                protected virtual void Dispose(bool disposing)
                {
                }
            }

            /// <summary>Examples of named tensors.</summary>
            public abstract partial class Dataset : Dataset<Dictionary<string, Tensor>>
            {
            }

            /// <summary>Examples of tensors in a fixed order.</summary>
            public abstract partial class IterableDataset : Dataset<IList<Tensor>>
            {
            }

            /// <summary>Examples that are the rows of tensors of equal length.</summary>
            public static Modules.TensorDataset TensorDataset(params Tensor[] tensors) => new(tensors);
        }
    }
}
