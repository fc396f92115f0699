using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A tensor that a module trains: registered by type, a leaf of the autograd graph, and by default requiring a gradient.</summary>
public partial class Parameter : Tensor
{
    /// <summary>Takes over a tensor.</summary>
    /// <param name="data">The tensor, which is empty afterwards; the parameter takes its place in its dispose scope.</param>
    /// <param name="requires_grad">Whether autograd computes a gradient for it.</param>
    public Parameter(Tensor data, bool requires_grad = true)
        : base(data.with_requires_grad(requires_grad).ExchangeHandle(0), register: false)
    {
        if (data.OwningDisposeScope is not { } scope)
            return;
        scope.MarkAsDisposed(data);
        scope.Own(this);
    }
}
