using System;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class init
        {
            /// <summary>Which sums the scale keeps: those over inputs (the forward pass) or those over outputs (the backward pass).</summary>
            public enum FanInOut
            {
                /// <summary>Scale by the inputs of each output.</summary>
                FanIn = 0,

                /// <summary>Scale by the outputs of each input.</summary>
                FanOut = 1,
            }

            /// <summary>What follows a layer and changes its variance.</summary>
            public enum NonlinearityType
            {
                /// <summary>Nothing.</summary>
                Linear = 0,

                /// <summary>A convolution.</summary>
                Conv1D = 1,

                /// <summary>A convolution.</summary>
                Conv2D = 2,

                /// <summary>A convolution.</summary>
                Conv3D = 3,

                /// <summary>A transposed convolution.</summary>
                ConvTranspose1D = 4,

                /// <summary>A transposed convolution.</summary>
                ConvTranspose2D = 5,

                /// <summary>A transposed convolution.</summary>
                ConvTranspose3D = 6,

                /// <summary>The logistic function.</summary>
                Sigmoid = 7,

                /// <summary>The hyperbolic tangent.</summary>
                Tanh = 8,

                /// <summary>The rectifier.</summary>
                ReLU = 9,

                /// <summary>The leaky rectifier; its slope is the gain's parameter.</summary>
                LeakyReLU = 10,
            }

            /// <summary>The factor by which weights before a nonlinearity are larger, so that the variance stays.</summary>
            /// <param name="nonlinearity">What follows the layer.</param>
            /// <param name="param">The slope below zero of <see cref="NonlinearityType.LeakyReLU"/>.</param>
            public static double calculate_gain(NonlinearityType nonlinearity, double param = 0) => nonlinearity switch
            {
                NonlinearityType.Tanh => 5.0 / 3,
                NonlinearityType.ReLU => Math.Sqrt(2),
                NonlinearityType.LeakyReLU => Math.Sqrt(2 / (1 + (param * param))),
                _ => 1,
            };

            /// <summary>How many inputs each output of a weight [out, in, kernel…] sums, and how many outputs each input reaches.</summary>
            /// <exception cref="ArgumentException">The tensor has fewer than 2 dimensions.</exception>
            public static (long fanIn, long fanOut) CalculateFanInAndFanOut(Tensor tensor)
            {
                long[] shape = tensor.shape;
                if (shape.Length < 2)
                    throw new ArgumentException("Fan in and fan out can not be computed for tensor with fewer than 2 dimensions", nameof(tensor));
                long field = 1;
                foreach (long extent in shape.AsSpan(2))
                    field *= extent;
                return (shape[1] * field, shape[0] * field);
            }

            /// <summary>Draws uniformly with the variance gain² / fan (He et al. 2015).</summary>
            /// <param name="tensor">A weight [out, in, kernel…].</param>
            /// <param name="a">The slope below zero of the rectifier that follows.</param>
            /// <param name="mode">Which fan.</param>
            /// <param name="nonlinearity">What follows the layer.</param>
            public static Tensor kaiming_uniform_(
                Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU)
            {
                double bound = Math.Sqrt(3) * KaimingDeviation(tensor, a, mode, nonlinearity);
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>Draws normally with the variance gain² / fan; see <see cref="kaiming_uniform_"/>.</summary>
            public static Tensor kaiming_normal_(
                Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU)
                => normal_(tensor, 0, KaimingDeviation(tensor, a, mode, nonlinearity));

            /// <summary>Draws uniformly with the variance 2 gain² / (fan in + fan out) (Glorot and Bengio 2010).</summary>
            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1)
            {
                double bound = Math.Sqrt(3) * XavierDeviation(tensor, gain);
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>Draws normally with the variance 2 gain² / (fan in + fan out) (Glorot and Bengio 2010).</summary>
            public static Tensor xavier_normal_(Tensor tensor, double gain = 1) => normal_(tensor, 0, XavierDeviation(tensor, gain));

            /// <summary>The same as <see cref="xavier_uniform_"/>.</summary>
            public static Tensor glorot_uniform_(Tensor tensor, double gain = 1) => xavier_uniform_(tensor, gain);

            /// <summary>The same as <see cref="xavier_normal_"/>.</summary>
            public static Tensor glorot_normal_(Tensor tensor, double gain = 1) => xavier_normal_(tensor, gain);

            private static double KaimingDeviation(Tensor tensor, double a, FanInOut mode, NonlinearityType nonlinearity)
            {
                (long fanIn, long fanOut) = CalculateFanInAndFanOut(tensor);
                return calculate_gain(nonlinearity, a) / Math.Sqrt(mode == FanInOut.FanIn ? fanIn : fanOut);
            }

            private static double XavierDeviation(Tensor tensor, double gain)
            {
                (long fanIn, long fanOut) = CalculateFanInAndFanOut(tensor);
                return gain * Math.Sqrt(2.0 / (fanIn + fanOut));
            }
        }
    }
}
