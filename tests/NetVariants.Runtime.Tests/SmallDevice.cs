using System.Runtime.InteropServices;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Runtime.Tests;

/// <summary>A network on a device whose memory has room for so many images.</summary>
internal sealed class SmallDevice : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> _inner;
    private readonly int _room;

    public SmallDevice(Module<Tensor, Tensor> inner, int room)
        : base(nameof(SmallDevice))
    {
        (_inner, _room) = (inner, room);
        RegisterComponents();
    }

    public int Failures { get; private set; }

    public override Tensor forward(Tensor input)
    {
        if (input.shape[0] <= _room)
            return _inner.call(input);
        Failures++;
        throw new ExternalException("CUDA out of memory. Tried to allocate 2.00 GiB");
    }
}
