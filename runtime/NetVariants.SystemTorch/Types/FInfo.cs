using System;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The numbers of the default type.</summary>
    public static FInfo finfo() => finfo(get_default_dtype());

    /// <exception cref="ArgumentException">The type is not floating-point.</exception>
    public static FInfo finfo(ScalarType dtype) => dtype switch
    {
        ScalarType.Float16 => new(16, significand: 10, (double)Half.MaxValue, lowestExponent: -14, resolution: 1e-3),
        ScalarType.BFloat16 => new(16, significand: 7, (2 - Math.Pow(2, -7)) * Math.Pow(2, 127), lowestExponent: -126, resolution: 1e-2),
        ScalarType.Float32 or ScalarType.ComplexFloat32 => new(32, significand: 23, float.MaxValue, lowestExponent: -126, resolution: 1e-6),
        ScalarType.Float64 or ScalarType.ComplexFloat64 => new(64, significand: 52, double.MaxValue, lowestExponent: -1022, resolution: 1e-15),
        _ => throw new ArgumentException($"{dtype} is not a floating-point type.", nameof(dtype)),
    };

    /// <summary>The limits of a floating-point type.</summary>
    public partial struct FInfo
    {
        public int bits;

        /// <summary>The distance from 1 to the next number.</summary>
        public double eps;

        public double max;

        public double min;

        /// <summary>The smallest positive number of full precision.</summary>
        public double tiny;

        public double smallest_normal;

        /// <summary>The decimal digits that are certain.</summary>
        public double resolution;

        internal FInfo(int bits, int significand, double max, int lowestExponent, double resolution)
        {
            this.bits = bits;
            eps = Math.Pow(2, -significand);
            this.max = max;
            min = -max;
            tiny = smallest_normal = Math.Pow(2, lowestExponent);
            this.resolution = resolution;
        }
    }
}
