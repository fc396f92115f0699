using System;
using static TorchSharp.torch;
using Network = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace NetVariants.Benchmarks.Shared;

/// <summary>A training loop as users write it, on one batch of noise: SGD with momentum on the cross-entropy.</summary>
internal sealed class TrainingLoop : IDisposable
{
    private readonly Network _model;
    private readonly optim.Optimizer _optimizer;
    private readonly Tensor _images;
    private readonly Tensor _labels;

    /// <summary>Prepares the loop, which owns its model from then on.</summary>
    /// <param name="model">Takes images, returns logits.</param>
    /// <param name="shape">The shape of a batch, <c>[N, C, H, W]</c>.</param>
    /// <param name="classes">The number of classes.</param>
    public TrainingLoop(Network model, long[] shape, int classes)
    {
        _model = model;
        _model.train();
        _optimizer = optim.SGD(model.parameters(), 0.001, momentum: 0.9);
        _images = randn(shape);
        _labels = randint(classes, [shape[0]]);
    }

    /// <summary>Takes one step and returns the loss before it.</summary>
    public float Step()
    {
        using var scope = NewDisposeScope();
        _optimizer.zero_grad();
        var loss = nn.functional.cross_entropy(_model.call(_images), _labels);
        loss.backward();
        _optimizer.step();
        return loss.item<float>();
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        _images.Dispose();
        _labels.Dispose();
        _model.Dispose();
    }
}
