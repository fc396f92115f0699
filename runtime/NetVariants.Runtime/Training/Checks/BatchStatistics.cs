using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Data;
using NetVariants.Inference;
using NetVariants.Weights;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Training.Checks;

/// <summary>
/// Which layers normalize by the statistics of what they are given, and whether what they are given has any. A single value has no
/// variance: libtorch then computes NaN for the running one and a constant for the output, where PyTorch's layers say "Expected more than 1
/// value per channel when training". It also sees group normalizations whose input needs no gradient.
/// </summary>
internal sealed class BatchStatistics
{
    private readonly string _network;
    private readonly HashSet<Module> _layers;
    private (string Path, bool IsBatchNorm)? _single;

    /// <summary>Takes note of the layers of a network in training mode that use such statistics.</summary>
    public BatchStatistics(Module<Tensor, Tensor> model)
    {
        _network = model.GetType().Name;
        _layers = [.. model.modules().Where(layer => layer switch
        {
            BatchNorm norm => norm.training || norm.running_var is null,
            InstanceNorm norm => norm.training || !norm.track_running_stats,
            GroupNorm _ => true,
            _ => false,
        })];
    }

    /// <summary>The path of a group normalization to be trained whose input needs no gradient; null without one.</summary>
    public string? ConstantNorm { get; private set; }

    /// <summary>Looks at what a layer gets from an image.</summary>
    /// <exception cref="NetworkMismatchException">An instance normalization gets a single value per channel, whatever the
    /// batch.</exception>
    public void See(string path, Module layer, Tensor input)
    {
        if (layer is GroupNorm && !input.requires_grad && layer.Trainable().Any())
            ConstantNorm ??= path;
        if (!_layers.Contains(layer) || input.shape.Skip(2).Any(size => size > 1)
            || (layer is GroupNorm groups && input.shape[1] > groups.num_groups))
            return;
        if (layer is InstanceNorm)
        {
            throw new NetworkMismatchException(
                $"{_network}'s layer '{path}' gets one value per channel from each image (expected more than 1 spatial element): give "
                    + "larger images, or leave the layer out.");
        }

        _single ??= (path, layer is BatchNorm);
    }

    /// <summary>Refuses the batches of an epoch if a part of one would be a single image.</summary>
    /// <exception cref="NetworkMismatchException">A layer would get one value per channel.</exception>
    public void CheckEpoch(int images, int batchSize, int? microBatchSize)
    {
        var remedy = batchSize == 1 ? "Set BatchSize = 2 or more"
            : images == 1 ? "There is only one training image: add more"
            : "Set MicroBatchSize = 3 or more, or a BatchSize that leaves no single image";
        CheckBatch(BatchParts.BatchOfSmallest(images, batchSize, microBatchSize), microBatchSize, remedy);
    }

    /// <summary>Refuses a batch of which a part would be a single image, since the device's memory has no room for more.</summary>
    /// <exception cref="NetworkMismatchException">A layer would get one value per channel.</exception>
    public void CheckMemory(int images, int? microBatchSize, Exception outOfMemory) =>
        CheckBatch(images, microBatchSize, "The device's memory has no room for more: free some, or take a smaller network", outOfMemory);

    private void CheckBatch(int images, int? microBatchSize, string remedy, Exception? inner = null)
    {
        if (_single is not var (path, isBatchNorm) || BatchParts.Smallest(images, microBatchSize) > 1)
            return;
        var part = images == 1 ? "a batch of one image" : $"one image alone (a batch of {images} in parts of at most {microBatchSize})";
        var (kind, last) = isBatchNorm ? ("batch normalization", "freeze the layer") : ("group normalization", "take fewer groups");
        throw new NetworkMismatchException(
            $"{_network}'s {kind} '{path}' would get {part}, and sees one value per {(isBatchNorm ? "channel" : "group")} of an image: "
                + $"expected more than 1 value per channel when training. {remedy}, give larger images, or {last}.",
            inner);
    }
}
