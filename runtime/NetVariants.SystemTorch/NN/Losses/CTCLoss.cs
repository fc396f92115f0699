using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Connectionist temporal classification (Graves et al. 2006) of log-probabilities [T, N, C] against label sequences.</summary>
public sealed partial class CTCLoss : Loss<Tensor, Tensor, Tensor, Tensor, Tensor>
{
    /// <summary>Creates the loss.</summary>
    public CTCLoss(long blank = 0, bool zero_infinity = false, nn.Reduction reduction = nn.Reduction.Mean)
        : base(reduction)
    {
        this.blank = blank;
        this.zero_infinity = zero_infinity;
    }

    /// <summary>The index of the blank label.</summary>
    public long blank { get; }

    /// <summary>Whether infinite losses, of targets that do not fit, count as zero.</summary>
    public bool zero_infinity { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths)
        => nn.functional.ctc_loss(log_probs, targets, input_lengths, target_lengths, blank, zero_infinity, reduction);
}
