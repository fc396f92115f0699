using System;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Fills tensors with starting values, outside autograd. Each function returns the tensor that it was given.</summary>
        public static partial class init
        {
            /// <summary>Fills with 1.</summary>
            public static Tensor ones_(Tensor tensor) => constant_(tensor, 1);

            /// <summary>Fills with 0.</summary>
            public static Tensor zeros_(Tensor tensor) => constant_(tensor, 0);

            /// <summary>Fills with one value.</summary>
            public static Tensor constant_(Tensor tensor, Scalar val)
            {
                using IDisposable untracked = no_grad();
                return tensor.fill_(val);
            }

#nullable disable annotations // as in TorchSharp, whose callers may pass null here without a warning
            /// <summary>Draws from the uniform distribution between <paramref name="low"/> and <paramref name="high"/>.</summary>
            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1, Generator generator = null)
            {
                using IDisposable untracked = no_grad();
                return tensor.uniform_(low, high, generator);
            }

            /// <summary>Draws from the normal distribution.</summary>
            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1, Generator generator = null)
            {
                using IDisposable untracked = no_grad();
                return tensor.normal_(mean, std, generator);
            }

            /// <summary>Draws from the normal distribution without the values outside <paramref name="a"/> to <paramref name="b"/>.</summary>
            /// <remarks>By inverting the distribution function, as PyTorch does: exact wherever the bounds are not far in one tail.</remarks>
            public static Tensor trunc_normal_(
                Tensor tensor, double mean = 0, double std = 1, double a = -2, double b = 2, Generator generator = null)
            {
                using IDisposable untracked = no_grad();
                double low = NormalDistribution((a - mean) / std);
                double high = NormalDistribution((b - mean) / std);
                tensor.uniform_((2 * low) - 1, (2 * high) - 1, generator);
                return tensor.erfinv_().mul_(std * Math.Sqrt(2)).add_(mean).clamp_((Scalar)a, (Scalar)b);
            }
#nullable restore annotations

            /// <summary>The standard normal distribution function, (1 + erf(x / √2)) / 2.</summary>
            private static double NormalDistribution(double x)
            {
                using Tensor value = tensor(x / Math.Sqrt(2), ScalarType.Float64);
                using Tensor erf = value.erf();
                return (1 + erf.ToDouble()) / 2;
            }
        }
    }
}
