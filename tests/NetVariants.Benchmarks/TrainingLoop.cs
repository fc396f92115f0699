using System;
using static TorchSharp.torch;
using Network = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace NetVariants.Benchmarks;

/// <summary>A training loop as users write it, on one batch of noise: SGD with momentum on the cross-entropy.</summary>
internal sealed class TrainingLoop : IDisposable
{
    private readonly Network _model;
    private readonly optim.Optimizer _optimizer;
    private readonly Tensor _images;
    private readonly Tensor _labels;

    public TrainingLoop(Network model, VariantInfo info, int batchSize)
    {
        _model = model;
        _model.train();
        _optimizer = optim.SGD(model.parameters(), 0.001, momentum: 0.9);
        _images = randn([batchSize, .. info.InputShape]);
        _labels = randint(info.NumClasses, [batchSize]);
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
