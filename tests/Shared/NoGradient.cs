using System.Collections.Generic;
using TorchSharp;
using static TorchSharp.torch;

namespace NetVariants.Tests;

/// <summary>A user's own function behind a network, which gives it no gradient.</summary>
internal sealed class NoGradient : autograd.SingleTensorFunction<NoGradient>
{
    public override string Name => nameof(NoGradient);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars) => ((Tensor)vars[0]).clone();

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => [null!];
}
