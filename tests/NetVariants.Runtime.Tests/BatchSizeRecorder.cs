using System;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Runtime.Tests;

/// <summary>Notes the largest batch that goes through it in training.</summary>
internal sealed class BatchSizeRecorder : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> _inner = Synthetic.SeededNetwork();

    public BatchSizeRecorder()
        : base(nameof(BatchSizeRecorder)) => RegisterComponents();

    public long Largest { get; set; }

    public override Tensor forward(Tensor input)
    {
        if (training)
            Largest = Math.Max(Largest, input.shape[0]);
        return _inner.call(input);
    }
}
