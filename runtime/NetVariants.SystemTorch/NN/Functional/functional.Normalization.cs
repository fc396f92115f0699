using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // Normalisation and dropout.
        public static partial class functional
        {
            public static Tensor batch_norm(
                Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null,
                bool training = false, double momentum = 0.1, double eps = 1e-5) =>
                Aten.batch_norm.Call(input, weight, bias, running_mean, running_var, training, momentum, eps, true);

            public static Tensor instance_norm(
                Tensor input, Tensor? running_mean = null, Tensor? running_var = null, Tensor? weight = null, Tensor? bias = null,
                bool use_input_stats = true, double momentum = 0.1, double eps = 1e-5) =>
                Aten.instance_norm.Call(input, weight, bias, running_mean, running_var, use_input_stats, momentum, eps, true);

            public static Tensor layer_norm(
                Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5) =>
                Aten.layer_norm.Call(input, normalized_shape, weight, bias, eps, true);

            public static Tensor group_norm(Tensor input, long num_groups, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5) =>
                Aten.group_norm.Call(input, num_groups, weight, bias, eps, true);

            public static Tensor local_response_norm(Tensor input, long size, double alpha = 0.0001, double beta = 0.75, double k = 1) =>
                LocallyNormalized(input, size, alpha, beta, k);

            public static Tensor normalize(Tensor input, double p = 2, long dim = 1, double eps = 1e-12) => Normalized(input, p, dim, eps);

            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                inplace ? Aten.dropout_.InPlace(input, p, training).alias() : Aten.dropout.Call(input, p, training);

            public static Tensor dropout1d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                DropRows(input, p, training, inplace);

            public static Tensor dropout2d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                inplace ? Aten.feature_dropout_.InPlace(input, p, training).alias() : Aten.feature_dropout.Call(input, p, training);

            public static Tensor dropout3d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                inplace ? Aten.feature_dropout_.InPlace(input, p, training).alias() : Aten.feature_dropout.Call(input, p, training);

            public static Tensor alpha_dropout(Tensor input, double p = 0.5, bool training = false, bool inplace = false) =>
                inplace ? Aten.alpha_dropout_.InPlace(input, p, training).alias() : Aten.alpha_dropout.Call(input, p, training);

            public static Tensor feature_alpha_dropout(Tensor input, double p = 0.5, bool training = false, bool inplace = false) =>
                inplace ? Aten.feature_alpha_dropout_.InPlace(
                    input, p, training).alias() : Aten.feature_alpha_dropout.Call(input, p, training);

            // Channels are the second dimension of a batch, the first of a single example.
            private static Tensor DropRows(Tensor input, double p, bool training, bool inplace)
            {
                if (input.dim() != 2) return dropout2d(input, p, training, inplace);
                using var batch = input.unsqueeze(0);
                using var dropped = dropout2d(batch, p, training, inplace);
                return inplace ? input.alias() : dropped.squeeze(0);
            }

            // PyTorch's torch.nn.functional.local_response_norm: the mean square over neighbouring channels.
            private static Tensor LocallyNormalized(Tensor input, long size, double alpha, double beta, double k)
            {
                using var scope = NewDisposeScope();
                var squares = input.mul(input).unsqueeze(1);
                Tensor mean;
                if (input.dim() == 3)
                {
                    mean = avg_pool2d(pad(squares, [0, 0, size / 2, (size - 1) / 2]), (size, 1), (1, 1)).squeeze(1);
                }
                else
                {
                    var shape = input.shape;
                    var volume = squares.view(shape[0], 1, shape[1], shape[2], -1);
                    var padded = pad(volume, [0, 0, 0, 0, size / 2, (size - 1) / 2]);
                    mean = avg_pool3d(padded, [size, 1, 1], [1, 1, 1]).squeeze(1).view(shape);
                }

                return input.div(mean.mul(alpha).add(k).pow(beta)).MoveToOuterDisposeScope();
            }

            private static Tensor Normalized(Tensor input, double p, long dim, double eps)
            {
                using var norm = Aten.linalg_vector_norm.Call(input, p, new[] { dim }, true);
                using var floored = norm.clamp_min(eps);
                return input.div(floored);
            }
        }
    }
}
