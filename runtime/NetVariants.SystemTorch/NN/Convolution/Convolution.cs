using System;
using System.Linq;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The base of the convolutions, over one, two or three spatial dimensions.</summary>
public abstract partial class Convolution : nn.Module<Tensor, Tensor>
{
    /// <summary>The weight's storage.</summary>
    [ComponentName(Name = nameof(weight))]
    protected Parameter? _weight;

    /// <summary>The bias's storage.</summary>
    [ComponentName(Name = nameof(bias))]
    protected Parameter? _bias;

    /// <summary>The padding as <c>functional.pad</c> takes it: before and after each dimension, the last dimension first.</summary>
    protected long[] _reversed_padding_repeated_twice = [];

    /// <summary>Creates the layer and draws its parameters.</summary>
    /// <param name="name">What kind of module this is.</param>
    /// <param name="in_channels">The input's channels.</param>
    /// <param name="out_channels">The result's channels.</param>
    /// <param name="kernel_size">The kernel's size; its length is the number of spatial dimensions.</param>
    /// <param name="stride">The step between the kernel's places.</param>
    /// <param name="padding">The padding to each side; used where <paramref name="padding_type"/> is null.</param>
    /// <param name="padding_type">The padding by its effect.</param>
    /// <param name="dilation">The step between the kernel's elements.</param>
    /// <param name="transposed">Whether this is the gradient of a convolution.</param>
    /// <param name="output_padding">What a transposed convolution adds to one side of its result.</param>
    /// <param name="groups">How many groups the channels form; each is convolved by itself.</param>
    /// <param name="bias">Whether there is a bias.</param>
    /// <param name="padding_mode">What stands around the input.</param>
    /// <param name="device">Where the parameters are; null is the default device.</param>
    /// <param name="dtype">The parameters' type; null is the default type.</param>
    /// <exception cref="ArgumentException">A padding that this kind of convolution does not have.</exception>
    protected Convolution(
        string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[]? padding, Padding? padding_type,
        long[] dilation,
        bool transposed, long[] output_padding, long groups, bool bias, PaddingModes padding_mode, Device? device = null,
        ScalarType? dtype = null)
        : base(name)
    {
        if (transposed && padding_mode != PaddingModes.Zeros)
            throw new ArgumentException("Only PaddingModes.Zeros is supported for ConvTransposeND", nameof(padding_mode));

        this.in_channels = in_channels;
        this.out_channels = out_channels;
        this.kernel_size = kernel_size;
        this.stride = stride;
        this.dilation = dilation;
        this.transposed = transposed;
        this.output_padding = output_padding;
        this.groups = groups;
        this.padding_mode = padding_mode;
        if (padding_type is Padding type)
            SetPadding(type);
        else
            SetPadding(padding ?? new long[kernel_size.Length]);

        long[] channels = transposed ? [in_channels, out_channels / groups] : [out_channels, in_channels / groups];
        weight = new Parameter(empty([.. channels, .. kernel_size], dtype, device));
        if (bias)
            this.bias = new Parameter(empty([out_channels], dtype, device));
        reset_parameters();
    }

    /// <summary>The input's channels.</summary>
    public long in_channels { get; }

    /// <summary>The result's channels.</summary>
    public long out_channels { get; }

    /// <summary>The kernel's size.</summary>
    public long[] kernel_size { get; set; }

    /// <summary>The step between the kernel's places.</summary>
    public long[] stride { get; set; }

    /// <summary>The padding to each side, or null where <see cref="padding_type"/> gives it.</summary>
    public long[]? padding { get; private set; }

    /// <summary>The padding by its effect, or null where <see cref="padding"/> gives it.</summary>
    public Padding? padding_type { get; private set; }

    /// <summary>What stands around the input.</summary>
    public PaddingModes padding_mode { get; set; }

    /// <summary>The step between the kernel's elements.</summary>
    public long[] dilation { get; set; }

    /// <summary>Whether this is the gradient of a convolution.</summary>
    public bool transposed { get; }

    /// <summary>What a transposed convolution adds to one side of its result.</summary>
    public long[] output_padding { get; set; }

    /// <summary>How many groups the channels form; each is convolved by itself.</summary>
    public long groups { get; set; }

    /// <summary>The kernels: [out, in / groups, kernel…], or transposed [in, out / groups, kernel…].</summary>
    public Parameter weight
    {
        get => _weight!;
        set => AssignParameter(ref _weight, value ?? throw new ArgumentNullException(nameof(value)), nameof(weight));
    }

    /// <summary>What is added to each channel, [out], or null.</summary>
    public Parameter? bias
    {
        get => _bias;
        set => AssignParameter(ref _bias, value, nameof(bias));
    }

    /// <summary>Draws the parameters again, as PyTorch does: uniformly within 1 / √fan in.</summary>
    public void reset_parameters()
    {
        // torch/nn/modules/conv.py: the slope √5 makes both bounds 1 / √(fan in).
        nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
        long fanIn = nn.init.CalculateFanInAndFanOut(weight).fanIn;
        if (bias is null || fanIn == 0)
            return;
        double bound = 1 / Math.Sqrt(fanIn);
        nn.init.uniform_(bias, -bound, bound);
    }

    /// <summary>Sets the padding to each side, one number a spatial dimension.</summary>
    public void SetPadding(long[] padding)
    {
        this.padding = padding;
        padding_type = null;
        _reversed_padding_repeated_twice = [.. padding.Reverse().SelectMany(extent => new[] { extent, extent })];
    }

    /// <summary>Sets the padding by its effect.</summary>
    /// <exception cref="ArgumentException">The convolution is transposed, or has strides and should keep the size.</exception>
    public void SetPadding(Padding padding)
    {
        if (transposed)
            throw new ArgumentException("Cannot set padding type on ConvTransposeND", nameof(padding));
        if (padding == Padding.Same && stride.Any(step => step != 1))
            throw new ArgumentException("padding='same' is not supported for strided convolutions", nameof(padding));

        this.padding = null;
        padding_type = padding;
        long[] totals = [.. dilation.Zip(kernel_size, (step, size) => padding == Padding.Same ? step * (size - 1) : 0)];
        _reversed_padding_repeated_twice = [.. totals.Reverse().SelectMany(total => new[] { total / 2, total - (total / 2) })];
    }

    /// <summary>Whether the input is [N, C, …] or [C, …] with this layer's channels and so many spatial dimensions.</summary>
    protected bool ValidateShape(Tensor input, long dimensions)
    {
        long[] shape = input.shape;
        return (shape.Length == dimensions + 2 && shape[1] == in_channels) || (shape.Length == dimensions + 1 && shape[0] == in_channels);
    }

    private protected void RequireShape(Tensor input, int dimensions)
    {
        if (!ValidateShape(input, dimensions))
        {
            throw new ArgumentException(
                $"Expected {dimensions + 1}D (unbatched) or {dimensions + 2}D (batched) input with {in_channels} channels to {GetName()}, "
                + $"but got [{string.Join(", ", input.shape)}].",
                nameof(input));
        }
    }

    /// <summary>The input with this layer's padding, of another kind than zeros, around it.</summary>
    private protected Tensor Padded(Tensor input) => nn.functional.pad(input, _reversed_padding_repeated_twice, padding_mode);
}
