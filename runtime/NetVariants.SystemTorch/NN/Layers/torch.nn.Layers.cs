using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <inheritdoc cref="Modules.Bilinear"/>
        public static Bilinear Bilinear(
            long in1_features, long in2_features, long out_features, bool hasBias = true, Device? device = null, ScalarType? dtype = null)
            => new(in1_features, in2_features, out_features, hasBias, device, dtype);

        /// <inheritdoc cref="Modules.ChannelShuffle"/>
        public static ChannelShuffle ChannelShuffle(long groups) => new(groups);

        /// <inheritdoc cref="Modules.CosineSimilarity"/>
        public static CosineSimilarity CosineSimilarity(long dim = 1, double eps = 1e-08) => new(dim, eps);

        /// <inheritdoc cref="Modules.Embedding"/>
        public static Embedding Embedding(
            long num_embeddings, long embedding_dims, long? padding_idx = null, double? max_norm = null, double norm_type = 2,
            bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null)
            => new(num_embeddings, embedding_dims, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse, device, dtype);

        /// <summary>A table of vectors that shares the given ones, [embeddings, dimensions]; with <paramref name="freeze"/> they are not trained.</summary>
        public static Embedding Embedding_from_pretrained(
            Tensor embeddings, bool freeze = true, long? padding_idx = null, double? max_norm = null, double norm_type = 2,
            bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null)
        {
            using Tensor shared = embeddings.detach();
            Tensor vectors = dtype is null && device is null ? shared : shared.to(dtype ?? shared.dtype, device ?? shared.device);
            return new(new Parameter(vectors, !freeze), padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse);
        }

        /// <inheritdoc cref="Modules.Flatten"/>
        public static Flatten Flatten(long start_dim = 1, long end_dim = -1) => new(start_dim, end_dim);

        /// <inheritdoc cref="Modules.Fold"/>
        public static Fold Fold(
            (long, long) output_size, (long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null,
            (long, long)? stride = null)
            => new(output_size, kernel_size, dilation ?? (1, 1), padding ?? (0, 0), stride ?? (1, 1));

        /// <inheritdoc cref="Modules.Fold"/>
        public static Fold Fold(long output_size, long kernel_size, long dilation = 1, long padding = 0, long stride = 1)
            => new((output_size, output_size), (kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));

        /// <inheritdoc cref="Modules.Identity"/>
        public static Identity Identity() => new();

        /// <inheritdoc cref="Modules.Linear"/>
        public static Linear Linear(Parameter weight, Parameter? bias = null) => new(weight, bias);

        /// <inheritdoc cref="Modules.Linear"/>
        public static Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null)
            => new(inputSize, outputSize, hasBias, device, dtype);

        /// <inheritdoc cref="Modules.PairwiseDistance"/>
        public static PairwiseDistance PairwiseDistance(double p = 2, double eps = 1E-06, bool keepdim = false) => new(p, eps, keepdim);

        /// <inheritdoc cref="Modules.PixelShuffle"/>
        public static PixelShuffle PixelShuffle(long upscale_factor) => new(upscale_factor);

        /// <inheritdoc cref="Modules.PixelUnshuffle"/>
        public static PixelUnshuffle PixelUnshuffle(long downscale_factor) => new(downscale_factor);

        /// <inheritdoc cref="Modules.Unflatten"/>
        public static Unflatten Unflatten(long dim, long[] unflattened_size) => new(dim, unflattened_size);

        /// <inheritdoc cref="Modules.Unfold"/>
        public static Unfold Unfold(
            (long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null, (long, long)? stride = null)
            => new(kernel_size, dilation ?? (1, 1), padding ?? (0, 0), stride ?? (1, 1));

        /// <inheritdoc cref="Modules.Unfold"/>
        public static Unfold Unfold(long kernel_size, long dilation = 1, long padding = 0, long stride = 1)
            => new((kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));

        /// <inheritdoc cref="Modules.Upsample"/>
        public static Upsample Upsample(
            long[]? size = null, double[]? scale_factor = null, UpsampleMode mode = UpsampleMode.Nearest, bool? align_corners = null,
            bool? recompute_scale_factor = null)
            => new(size, scale_factor, mode, align_corners, recompute_scale_factor);
    }
}
