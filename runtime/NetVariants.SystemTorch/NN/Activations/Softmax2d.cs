using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Softmax over the channels of [N, C, H, W] or [C, H, W].</summary>
public sealed partial class Softmax2d : ParameterLessModule<Tensor, Tensor>
{
    internal Softmax2d() : base(nameof(Softmax2d))
    {
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => nn.functional.softmax2d(tensor);
}
