using System;
using static TorchSharp.torch;
using Network = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace NetVariants.Benchmarks.Speed;

/// <summary>Evaluates a network on one batch again and again; both are its own from then on.</summary>
internal sealed class EvaluationLoop : IDisposable
{
    private readonly Network _model;
    private readonly Tensor _images;

    public EvaluationLoop(Network model, Tensor images)
    {
        (_model, _images) = (model, images);
        _model.eval();
    }

    /// <summary>One forward pass without gradients.</summary>
    public void Step()
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        _model.call(_images);
    }

    public void Dispose()
    {
        _images.Dispose();
        _model.Dispose();
    }
}
