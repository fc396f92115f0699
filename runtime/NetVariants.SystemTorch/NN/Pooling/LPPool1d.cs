using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The p-norms, without the division by the count, of [N, C, L] over windows.</summary>
public sealed partial class LPPool1d : ParameterLessModule<Tensor, Tensor>
{
    internal LPPool1d(double norm_type, long kernel_size, long? stride, bool ceil_mode) : base(nameof(LPPool1d))
    {
        this.norm_type = norm_type;
        this.kernel_size = kernel_size;
        this.stride = stride;
        this.ceil_mode = ceil_mode;
    }

    /// <summary>The norm's degree p.</summary>
    public double norm_type { get; set; }

    /// <summary>The window's size.</summary>
    public long kernel_size { get; set; }

    /// <summary>The step between windows; null is the window's size.</summary>
    public long? stride { get; set; }

    /// <summary>Whether a window may reach beyond the input.</summary>
    public bool ceil_mode { get; set; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.lp_pool1d(input, norm_type, kernel_size, stride, ceil_mode);
}
