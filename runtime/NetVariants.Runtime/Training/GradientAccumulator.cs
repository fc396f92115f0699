using System;
using NetVariants.Inference;
using NetVariants.Training.Checks;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace NetVariants.Training;

/// <summary>
/// Computes the gradient of a batch's mean loss, in parts where the batch is too large: each part's loss counts by its share of the images, so that the
/// sum is the whole batch's gradient. Where the device runs out of memory, the parts are halved and the step is done again.
/// </summary>
internal sealed class GradientAccumulator(
    Module<Tensor, Tensor> model, int? partSize, int? halvedPartSize, double labelSmoothing, BatchStatistics statistics, StageClock stages)
{
    private int? _partSize = partSize;
    private Exception? _outOfMemory;

    /// <summary>The most images that the device's memory has room for at once, where it had none for what was asked; null otherwise.</summary>
    public int? HalvedPartSize { get; private set; } = halvedPartSize;

    /// <summary>Adds the batch's gradients to the parameters', which are zero, and gives its mean loss and its logits <c>[N, classes]</c>.</summary>
    /// <exception cref="InvalidOperationException">Not even a single image fits into the device's memory.</exception>
    /// <exception cref="NetworkMismatchException">It has room for single images alone, and a batch normalisation needs two.</exception>
    public (Tensor Loss, Tensor Logits) Run(Tensor images, Tensor labels, Action zeroGradients)
    {
        int count = (int)labels.shape[0];
        while (true)
        {
            if (_outOfMemory is not null)
                statistics.CheckMemory(count, _partSize, _outOfMemory);
            try
            {
                return BatchParts.Count(count, _partSize) is var parts and > 1 ? InParts(images, labels, parts) : AtOnce(images, labels);
            }
            catch (Exception error) when (TorchErrors.IsOutOfMemory(error))
            {
                int size = Math.Min(_partSize ?? count, count);
                if (size == 1)
                    throw TorchErrors.NoRoomForOne(error);
                (_partSize, _outOfMemory) = ((size + 1) / 2, error);
                HalvedPartSize = _partSize;
                zeroGradients();
            }
        }
    }

    private (Tensor Loss, Tensor Logits) AtOnce(Tensor images, Tensor labels)
    {
        // What an attempt without enough memory has made is released before the next one.
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = model.call(images);
        Tensor loss = cross_entropy(logits, labels, label_smoothing: labelSmoothing);
        stages.Lap(Stage.Forward);
        loss.backward();
        stages.Lap(Stage.Backward);
        return (loss.detach().MoveToOuterDisposeScope(), logits.detach().MoveToOuterDisposeScope());
    }

    private (Tensor Loss, Tensor Logits) InParts(Tensor images, Tensor labels, int parts)
    {
        int count = (int)labels.shape[0];
        Tensor sum = zeros(1, dtype: images.dtype, device: images.device);
        Tensor[] logits = new Tensor[parts];
        for (int part = 0, start = 0; part < parts; part++)
        {
            int length = BatchParts.SizeOf(part, parts, count);
            using DisposeScope scope = NewDisposeScope();
            Tensor output = model.call(images.narrow(0, start, length));
            Tensor loss = cross_entropy(output, labels.narrow(0, start, length), label_smoothing: labelSmoothing).mul((double)length / count);
            stages.Lap(Stage.Forward);
            loss.backward();
            stages.Lap(Stage.Backward);
            sum.add_(loss.detach());
            logits[part] = output.detach().MoveToOuterDisposeScope();
            start += length;
        }

        return (sum.squeeze(), cat(logits));
    }
}
