using System;
using TorchSharp.Interop;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A table of vectors, looked up by index: [N, …] of integers becomes [N, …, dimensions].</summary>
public sealed partial class Embedding : nn.Module<Tensor, Tensor>
{
    private static readonly Operator s_lookUp = new("embedding");
    private static readonly Operator s_renormalise = new("embedding_renorm_");

    private readonly long _paddingIndex;
    private readonly double? _maxNorm;
    private readonly double _normType;
    private readonly bool _scaleGradByFreq;
    private readonly bool _sparse;

    [ComponentName(Name = nameof(weight))]
    private Parameter? _weight;

    internal Embedding(
        long num_embeddings, long embedding_dims, long? padding_idx, double? max_norm, double norm_type, bool scale_grad_by_freq,
        bool sparse, Device? device, ScalarType? dtype)
        : this(
            new Parameter(empty([num_embeddings, embedding_dims], dtype, device)), padding_idx, max_norm, norm_type, scale_grad_by_freq,
            sparse)
    {
        using IDisposable untracked = no_grad();
        nn.init.normal_(weight!);
        if (padding_idx is null)
            return;
        using Tensor padding = weight!.select(0, _paddingIndex);
        padding.zero_();
    }

    internal Embedding(Parameter weight, long? padding_idx, double? max_norm, double norm_type, bool scale_grad_by_freq, bool sparse)
        : base(nameof(Embedding))
    {
        long rows = weight.shape[0];
        if (padding_idx < -rows || padding_idx >= rows)
            throw new ArgumentException($"padding_idx {padding_idx} is not within the {rows} embeddings", nameof(padding_idx));
        _paddingIndex = padding_idx is long index ? (index + rows) % rows : -1;
        _maxNorm = max_norm;
        _normType = norm_type;
        _scaleGradByFreq = scale_grad_by_freq;
        _sparse = sparse;
        this.weight = weight;
    }

    /// <summary>The vectors, [embeddings, dimensions].</summary>
    public Parameter? weight
    {
        get => _weight;
        set => AssignParameter(ref _weight, value ?? throw new ArgumentNullException(nameof(value)), nameof(weight));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        if (_maxNorm is double limit)
        {
            using IDisposable untracked = no_grad();
            using Tensor indices = input.contiguous();
            s_renormalise.Run(weight, indices, limit, _normType);
        }

        return s_lookUp.Call(weight, input, _paddingIndex, _scaleGradByFreq, _sparse);
    }
}
