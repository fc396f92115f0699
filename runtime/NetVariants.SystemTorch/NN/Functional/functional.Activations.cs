using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // Activations. With inplace, the input holds the result, and what is returned is another handle to it.
        public static partial class functional
        {
            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? Aten.relu_.InPlace(x).alias() : Aten.relu.Call(x);
            public static Tensor relu6(Tensor x, bool inplace = false) => inplace ? Aten.relu6_.InPlace(x).alias() : Aten.relu6.Call(x);

            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) =>
                inplace ? Aten.leaky_relu_.InPlace(input, negative_slope).alias() : Aten.leaky_relu.Call(input, negative_slope);

            public static Tensor prelu(Tensor input, Tensor weight) => Aten.prelu.Call(input, weight);

            public static Tensor rrelu(Tensor x, double lower = 0.125, double upper = 1.0 / 3, bool inplace = false) =>
                inplace ? Aten.rrelu_.InPlace(x, lower, upper).alias() : Aten.rrelu.Call(x, lower, upper);

            public static Tensor elu(Tensor x, double alpha, bool inplace = false) =>
                inplace ? Aten.elu_.InPlace(x, alpha).alias() : Aten.elu.Call(x, alpha);

            public static Tensor celu(Tensor x, double alpha, bool inplace = false) =>
                inplace ? Aten.celu_.InPlace(x, alpha).alias() : Aten.celu.Call(x, alpha);

            public static Tensor selu(Tensor x, bool inplace = false) => inplace ? Aten.selu_.InPlace(x).alias() : Aten.selu.Call(x);
            public static Tensor gelu(Tensor x) => Aten.gelu.Call(x);
            public static Tensor gelu(Tensor x, bool inplace) => inplace ? Aten.gelu_.InPlace(x).alias() : Aten.gelu.Call(x);
            public static Tensor silu(Tensor x, bool inplace = false) => inplace ? Aten.silu_.InPlace(x).alias() : Aten.silu.Call(x);
            public static Tensor mish(Tensor x, bool inplace = false) => inplace ? Aten.mish_.InPlace(x).alias() : Aten.mish.Call(x);

            public static Tensor sigmoid(Tensor x) => Aten.sigmoid.Call(x);
            public static Tensor sigmoid(Tensor x, bool inplace) => inplace ? Aten.sigmoid_.InPlace(x).alias() : Aten.sigmoid.Call(x);
            public static Tensor logsigmoid(Tensor x) => Aten.log_sigmoid.Call(x);
            public static Tensor tanh(Tensor x, bool inplace = false) => inplace ? Aten.tanh_.InPlace(x).alias() : Aten.tanh.Call(x);
            public static Tensor tanhshrink(Tensor x, bool inplace = false) => InPlaceOf(x, inplace, Tanhshrunk(x));

            public static Tensor hardsigmoid(Tensor input, bool inplace = false) =>
                inplace ? Aten.hardsigmoid_.InPlace(input).alias() : Aten.hardsigmoid.Call(input);

            public static Tensor hardswish(Tensor input, bool inplace = false) =>
                inplace ? Aten.hardswish_.InPlace(input).alias() : Aten.hardswish.Call(input);

            public static Tensor hardtanh(Tensor x, double min_val = -1, double max_val = 1, bool inplace = false) =>
                inplace ? Aten.hardtanh_.InPlace(x, min_val, max_val).alias() : Aten.hardtanh.Call(x, min_val, max_val);

            public static Tensor hardshrink(Tensor x, double lambda = 0.5) => Aten.hardshrink.Call(x, lambda);
            public static Tensor softshrink(Tensor x, double lambda = 0.5) => Aten.softshrink.Call(x, lambda);
            public static Tensor softsign(Tensor x, bool inplace = false) => InPlaceOf(x, inplace, Softsigned(x));
            public static Tensor softplus(Tensor x, double beta = 1, double threshold = 20) => Aten.softplus.Call(x, beta, threshold);

            public static Tensor threshold(Tensor x, double threshold, double value, bool inplace = false) =>
                inplace ? Aten.threshold_.InPlace(x, threshold, value).alias() : Aten.threshold.Call(x, threshold, value);

            public static Tensor glu(Tensor input, long dim = -1) => Aten.glu.Call(input, dim);

            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => Aten.softmax_int.Call(input, dim, dtype);
            public static Tensor softmax2d(Tensor x) => Aten.softmax_int.Call(x, -3L);
            public static Tensor softmin(Tensor x, long dim) => Softminned(x, dim);
            public static Tensor log_softmax(Tensor x, long dim) => Aten.log_softmax_int.Call(x, dim);

            private static Tensor Tanhshrunk(Tensor x)
            {
                using var squashed = x.tanh();
                return x.sub(squashed);
            }

            private static Tensor Softsigned(Tensor x)
            {
                using var size = x.abs();
                using var shifted = size.add(1);
                return x.div(shifted);
            }

            private static Tensor Softminned(Tensor x, long dim)
            {
                using var negated = x.neg();
                return negated.softmax(dim);
            }

            // For the activations that have no operator of their own in place.
            private static Tensor InPlaceOf(Tensor x, bool inplace, Tensor result)
            {
                if (!inplace) return result;
                using (result) return x.copy_(result).alias();
            }
        }
    }
}
