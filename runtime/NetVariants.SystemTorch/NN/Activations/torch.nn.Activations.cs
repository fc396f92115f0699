using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <inheritdoc cref="Modules.CELU"/>
        public static CELU CELU(double alpha = 1, bool inplace = false) => new(alpha, inplace);

        /// <inheritdoc cref="Modules.ELU"/>
        public static ELU ELU(double alpha = 1, bool inplace = false) => new(alpha, inplace);

        /// <inheritdoc cref="Modules.GELU"/>
        public static GELU GELU() => new(inplace: false);

        /// <inheritdoc cref="Modules.GELU"/>
        public static GELU GELU(bool inplace) => new(inplace);

        /// <inheritdoc cref="Modules.GLU"/>
        public static GLU GLU(long dim = -1) => new(dim);

        /// <inheritdoc cref="Modules.Hardshrink"/>
        public static Hardshrink Hardshrink(double lambda = 0.5) => new(lambda);

        /// <inheritdoc cref="Modules.Hardsigmoid"/>
        public static Hardsigmoid Hardsigmoid(bool inplace = false) => new(inplace);

        /// <inheritdoc cref="Modules.Hardswish"/>
        public static Hardswish Hardswish(bool inplace = false) => new(inplace);

        /// <inheritdoc cref="Modules.Hardtanh"/>
        public static Hardtanh Hardtanh(double min_val = -1, double max_val = 1, bool inplace = false) => new(min_val, max_val, inplace);

        /// <inheritdoc cref="Modules.LeakyReLU"/>
        public static LeakyReLU LeakyReLU(double negative_slope = 0.01, bool inplace = false) => new(negative_slope, inplace);

        /// <inheritdoc cref="Modules.LogSigmoid"/>
        public static LogSigmoid LogSigmoid() => new();

        /// <inheritdoc cref="Modules.LogSoftmax"/>
        public static LogSoftmax LogSoftmax(long dim) => new(dim);

        /// <inheritdoc cref="Modules.Mish"/>
        public static Mish Mish() => new(inplace: false);

        /// <inheritdoc cref="Modules.Mish"/>
        public static Mish Mish(bool inplace) => new(inplace);

        /// <inheritdoc cref="Modules.PReLU"/>
        public static PReLU PReLU(long num_parameters, double init = 0.25, Device? device = null, ScalarType? dtype = null)
            => new(num_parameters, init, device, dtype);

        /// <inheritdoc cref="Modules.RReLU"/>
        public static RReLU RReLU(double lower = 0.125, double upper = 0.3333333333333333, bool inplace = false)
            => new(lower, upper, inplace);

        /// <inheritdoc cref="Modules.ReLU"/>
        public static ReLU ReLU(bool inplace = false) => new(inplace);

        /// <inheritdoc cref="Modules.ReLU6"/>
        public static ReLU6 ReLU6(bool inplace = false) => new(inplace);

        /// <inheritdoc cref="Modules.SELU"/>
        public static SELU SELU(bool inplace = false) => new(inplace);

        /// <inheritdoc cref="Modules.SiLU"/>
        public static SiLU SiLU() => new(inplace: false);

        /// <inheritdoc cref="Modules.SiLU"/>
        public static SiLU SiLU(bool inplace) => new(inplace);

        /// <inheritdoc cref="Modules.Sigmoid"/>
        public static Sigmoid Sigmoid() => new(inplace: false);

        /// <inheritdoc cref="Modules.Sigmoid"/>
        public static Sigmoid Sigmoid(bool inplace) => new(inplace);

        /// <inheritdoc cref="Modules.Softmax"/>
        public static Softmax Softmax(long dim) => new(dim);

        /// <inheritdoc cref="Modules.Softmax2d"/>
        public static Softmax2d Softmax2d() => new();

        /// <inheritdoc cref="Modules.Softmin"/>
        public static Softmin Softmin(long dim) => new(dim);

        /// <inheritdoc cref="Modules.Softplus"/>
        public static Softplus Softplus(double beta = 1, double threshold = 20) => new(beta, threshold);

        /// <inheritdoc cref="Modules.Softshrink"/>
        public static Softshrink Softshrink(double lambda = 0.5) => new(lambda);

        /// <inheritdoc cref="Modules.Softsign"/>
        public static Softsign Softsign() => new(inplace: false);

        /// <inheritdoc cref="Modules.Softsign"/>
        public static Softsign Softsign(bool inplace) => new(inplace);

        /// <inheritdoc cref="Modules.Tanh"/>
        public static Tanh Tanh() => new(inplace: false);

        /// <inheritdoc cref="Modules.Tanh"/>
        public static Tanh Tanh(bool inplace = false) => new(inplace);

        /// <inheritdoc cref="Modules.Tanhshrink"/>
        public static Tanhshrink Tanhshrink() => new(inplace: false);

        /// <inheritdoc cref="Modules.Tanhshrink"/>
        public static Tanhshrink Tanhshrink(bool inplace = false) => new(inplace);

        /// <inheritdoc cref="Modules.Threshold"/>
        public static Threshold Threshold(double threshold, double value, bool inplace = false) => new(threshold, value, inplace);
    }
}
