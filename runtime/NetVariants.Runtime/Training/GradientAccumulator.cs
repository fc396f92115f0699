using System;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace NetVariants.Training;

/// <summary>
/// Computes the gradient of a batch's mean loss, in parts where the batch is too large: each part's loss counts by its share of the images, so that the
/// sum is the whole batch's gradient. Where the device runs out of memory, the parts are halved and the step is done again.
/// </summary>
internal sealed class GradientAccumulator(Module<Tensor, Tensor> model, int? partSize, double labelSmoothing, StageClock stages)
{
    private int? _partSize = partSize;

    /// <summary>The most images that go through the network at once; null for whole batches.</summary>
    public int? PartSize => _partSize;

    /// <summary>Adds the batch's gradients to the parameters', which are zero, and gives its mean loss and its logits <c>[N, classes]</c>.</summary>
    /// <exception cref="InvalidOperationException">Not even a single image fits into the device's memory.</exception>
    public (Tensor Loss, Tensor Logits) Run(Tensor images, Tensor labels, Action zeroGradients)
    {
        while (true)
        {
            try
            {
                return _partSize is { } size && size < labels.shape[0] ? InParts(images, labels, size) : AtOnce(images, labels);
            }
            catch (Exception error) when (IsOutOfMemory(error))
            {
                int size = (int)Math.Min(_partSize ?? labels.shape[0], labels.shape[0]);
                if (size == 1)
                    throw new InvalidOperationException($"The device's memory is too small for a single image: {error.Message}", error);
                _partSize = (size + 1) / 2;
                zeroGradients();
            }
        }
    }

    private (Tensor Loss, Tensor Logits) AtOnce(Tensor images, Tensor labels)
    {
        Tensor logits = model.call(images);
        Tensor loss = cross_entropy(logits, labels, label_smoothing: labelSmoothing);
        stages.Lap(Stage.Forward);
        loss.backward();
        stages.Lap(Stage.Backward);
        return (loss.detach(), logits.detach());
    }

    private (Tensor Loss, Tensor Logits) InParts(Tensor images, Tensor labels, int size)
    {
        long count = labels.shape[0];
        // A last part of one image would leave batch normalisation without a variance: the images are shared out evenly.
        long parts = (count + size - 1) / size;
        Tensor sum = zeros(1, dtype: images.dtype, device: images.device);
        Tensor[] logits = new Tensor[parts];
        for (long part = 0, start = 0; part < parts; part++)
        {
            long length = (count / parts) + (part < count % parts ? 1 : 0);
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

    /// <summary>Torch tells it by the message alone.</summary>
    private static bool IsOutOfMemory(Exception error) =>
        error is ExternalException or OutOfMemoryException && error.Message.Contains("out of memory", StringComparison.OrdinalIgnoreCase);
}
