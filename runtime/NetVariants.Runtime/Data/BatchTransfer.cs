using System;
using System.Linq;
using NetVariants.Modules;
using TorchSharp;
using static TorchSharp.torch;

namespace NetVariants.Data;

/// <summary>
/// Turns batches of bytes into a network's input on its device. Bytes travel, a quarter of the floats' size; floats are made there.
/// </summary>
public sealed class BatchTransfer : IDisposable
{
    private readonly ScalarType _type;
    private readonly Tensor _mean;
    private readonly Tensor _deviation;
    private readonly int _channels;

    /// <summary>Prepares the transfer to <paramref name="device"/>.</summary>
    /// <param name="normalization">How pixels become the network's input.</param>
    /// <param name="device">Where the network is.</param>
    /// <param name="type">The element type of the network's parameters.</param>
    /// <param name="format">How images are to lie in memory. No network decides here: <see cref="MemoryFormat.Auto"/> is
    /// <see cref="MemoryFormat.Contiguous"/>.</param>
    public BatchTransfer(
        Normalization normalization,
        Device device,
        ScalarType type = ScalarType.Float32,
        MemoryFormat format = MemoryFormat.Contiguous)
    {
        Format = format;
        Device = device;
        _type = type;
        _channels = normalization.Mean.Count;
        _mean = PerChannel(normalization.Mean.ToArray());
        _deviation = PerChannel(normalization.Std.ToArray());
    }

    /// <summary>Where the batches go.</summary>
    internal Device Device { get; }

    /// <summary>How images lie in memory.</summary>
    internal MemoryFormat Format { get; set; }

    /// <summary>
    /// The batch as normalized floats <c>[N, C, H, W]</c> and 64-bit labels <c>[N]</c>, which belong to the dispose scope of the calling
    /// thread and outlive the batch.
    /// </summary>
    /// <exception cref="ArgumentException">The normalization is for another number of channels; one for a single channel fits
    /// all.</exception>
    public (Tensor Images, Tensor Labels) Send(PixelBatch batch)
    {
        var shape = batch.Shape;
        if (_channels != 1 && _channels != shape.Channels)
            throw new ArgumentException(
                $"The normalization has {_channels} means, and the images have {shape.Channels} channels: give one mean and one "
                    + "deviation for each.",
                nameof(batch));
        using var pixels = frombuffer(batch.PixelBuffer, ScalarType.Byte, (long)batch.Count * shape.Bytes);
        using var labels = frombuffer(batch.LabelBuffer, ScalarType.Int64, batch.Count);
        using var arranged = pixels.view(batch.Count, shape.Channels, shape.Height, shape.Width);
        var isCuda = Device.type == DeviceType.CUDA;
        // From pinned memory a copy runs during the computation.
        using var pinned = isCuda ? arranged.pin_memory() : null;
        using var arrived = (pinned ?? arranged).to(Device, non_blocking: isCuda);
        // Bytes are laid out, a quarter of the floats' size; what is computed of them lies as they do.
        using var laid = Format == MemoryFormat.ChannelsLast ? MemoryFormats.Lay(arrived, Format) : null;
        // torchvision's order of operations, so that inputs agree to the last bit.
        var images = (laid ?? arrived).to(_type).div_(255).sub_(_mean).div_(_deviation);
        return (images, labels.to(Device, copy: true));
    }

    /// <summary>Releases the constants.</summary>
    public void Dispose()
    {
        _mean.Dispose();
        _deviation.Dispose();
    }

    private Tensor PerChannel(double[] values) =>
        tensor(values, [1, values.Length, 1, 1], _type, Device).DetachFromDisposeScope();
}
