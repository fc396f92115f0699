using System;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class init
        {
            /// <summary>Makes a matrix the identity, as far as its shape allows.</summary>
            /// <exception cref="ArgumentException">The tensor is no matrix.</exception>
            public static Tensor eye_(Tensor tensor)
            {
                Require(tensor, tensor.Dimensions == 2, "Only tensors with 2 dimensions are supported");
                using IDisposable untracked = no_grad();
                tensor.zero_();
                using Tensor diagonal = tensor.diagonal();
                diagonal.fill_(1);
                return tensor;
            }

            /// <summary>Makes a convolution's weight [out, in, kernel…] pass each input channel on unchanged, as far as its shape allows.</summary>
            /// <exception cref="ArgumentException">The tensor has not 3, 4 or 5 dimensions.</exception>
            public static Tensor dirac_(Tensor tensor)
            {
                Require(tensor, tensor.Dimensions is >= 3 and <= 5, "Only tensors with 3, 4, or 5 dimensions are supported");
                using IDisposable untracked = no_grad();
                tensor.zero_();
                Tensor channels = tensor.alias();
                while (channels.Dimensions > 2)
                {
                    Tensor center = channels.select(2, channels.shape[2] / 2);
                    channels.Dispose();
                    channels = center;
                }

                using (channels)
                {
                    using Tensor diagonal = channels.diagonal();
                    diagonal.fill_(1);
                }

                return tensor;
            }

            /// <summary>Draws an orthogonal matrix (Saxe et al. 2014); further dimensions count as columns.</summary>
            /// <exception cref="ArgumentException">The tensor has fewer than 2 dimensions.</exception>
            public static Tensor orthogonal_(Tensor tensor, double gain = 1)
            {
                Require(tensor, tensor.Dimensions >= 2, "Only tensors with 2 or more dimensions are supported");
                using IDisposable untracked = no_grad();
                using DisposeScope scope = NewDisposeScope();
                long rows = tensor.shape[0];
                long columns = tensor.NumberOfElements / rows;
                Tensor drawn = empty([rows, columns], tensor.dtype, tensor.device).normal_();
                (Tensor q, Tensor r) = linalg.qr(rows < columns ? drawn.t() : drawn);

                // Without the signs of R's diagonal the result would not be uniformly distributed (Mezzadri 2007).
                q.mul_(r.diagonal().sign());
                using Tensor matrix = tensor.view(rows, columns);
                matrix.copy_(rows < columns ? q.t() : q);
                return tensor.mul_(gain);
            }

            /// <summary>Draws a matrix normally, and makes a share of each column zero (Martens 2010).</summary>
            /// <param name="tensor">The matrix.</param>
            /// <param name="sparsity">The share of zeros, 0 to 1, rounded up to whole elements.</param>
            /// <param name="std">The standard deviation of the others.</param>
            /// <exception cref="ArgumentException">The tensor is no matrix.</exception>
            public static Tensor sparse_(Tensor tensor, double sparsity, double std = 0.01)
            {
                Require(tensor, tensor.Dimensions == 2, "Only tensors with 2 dimensions are supported");
                using IDisposable untracked = no_grad();
                using DisposeScope scope = NewDisposeScope();
                tensor.normal_(0, std);
                long rows = tensor.shape[0];
                var zeros = (long)Math.Ceiling(sparsity * rows);
                for (long column = 0; column < tensor.shape[1]; column++)
                    tensor.select(1, column).index_fill_(0, randperm(rows, device: tensor.device).narrow(0, 0, zeros), 0);
                return tensor;
            }

            private static void Require(Tensor tensor, bool fits, string message)
            {
                if (!fits)
                    throw new ArgumentException($"{message}, but got {tensor.Dimensions}", nameof(tensor));
            }
        }
    }
}
