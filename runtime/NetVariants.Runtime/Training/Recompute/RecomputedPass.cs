using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using TorchSharp;
using static TorchSharp.torch;

namespace NetVariants.Training.Recompute;

/// <summary>One forward pass of a part, with what it takes to compute it again.</summary>
internal sealed class RecomputedPass : IDisposable
{
    private readonly RecomputedModules _modules;
    private readonly Tensor _source; // the input in autograd's graph
    private readonly bool _needsGradient;
    private Tensor? _result;
    private Tensor? _gradient;

    /// <summary>Begins a pass.</summary>
    public RecomputedPass(RecomputedModules modules, Tensor input)
    {
        _modules = modules;
        _source = input.alias().DetachFromDisposeScope();
        _needsGradient = input.requires_grad;
        Input = input.detach().DetachFromDisposeScope();
        Random = RandomState.Mark(input.device_type);
    }

    /// <summary>The input.</summary>
    public Tensor Input { get; }

    /// <summary>Where the thread that computes the pass finds why it could not be computed again.</summary>
    public StrongBox<Exception?> Failure { get; } = RecomputationFailure.OfThisThread;

    /// <summary>The random numbers that the pass draws.</summary>
    public RandomState Random { get; }

    /// <summary>Gives a result that was computed without gradients its place in autograd's graph.</summary>
    /// <param name="result">The result.</param>
    /// <param name="anchor">A tensor that needs a gradient.</param>
    public Tensor Record(Tensor result, Tensor anchor)
    {
        // For gradients that are absent, TorchSharp makes a tensor of the result's size: it goes with the scope.
        using var scope = NewDisposeScope();
        _result = result;
        var output = OutputFunction.apply(_source, anchor, this);
        _result = null;
        _source.Dispose();
        return output.MoveToOuterDisposeScope();
    }

    /// <summary>The input to compute from again: its gradient stays with the pass.</summary>
    /// <param name="anchor">A tensor that needs a gradient.</param>
    public Tensor InputAgain(Tensor anchor)
    {
        if (!_needsGradient)
            return Input;
        using var scope = NewDisposeScope();
        return InputFunction.apply(anchor, this).MoveToOuterDisposeScope();
    }

    /// <summary>The input's gradient; null where it needs none.</summary>
    public Tensor? TakeGradient()
    {
        var gradient = _gradient;
        _gradient = null;
        return gradient;
    }

    public void Dispose()
    {
        _source.Dispose();
        Input.Dispose();
        Random.Dispose();
        _gradient?.Dispose();
    }

    private sealed class OutputFunction : autograd.SingleTensorFunction<OutputFunction>
    {
        public override string Name => "Recompute";

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var pass = (RecomputedPass)vars[2];
            ctx.set_materialize_grads(false);
            ctx.save_data(nameof(RecomputedPass), pass);
            // A module may return a view, which could not be overwritten once it is a function's result.
            return pass._result!.detach();
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
        {
            var pass = (RecomputedPass)ctx.get_data(nameof(RecomputedPass));
            var (source, anchor) = pass._modules.Backward(pass, grad_output);
            return [source!, anchor!, null!];
        }
    }

    /// <summary>
    /// Takes the gradient as it is: that of a leaf is copied where it lies in memory otherwise than the leaf, and sums over another order
    /// are others in the last bit.
    /// </summary>
    private sealed class InputFunction : autograd.SingleTensorFunction<InputFunction>
    {
        public override string Name => "RecomputeInput";

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var pass = (RecomputedPass)vars[1];
            ctx.set_materialize_grads(false);
            ctx.save_data(nameof(RecomputedPass), pass);
            return pass.Input.detach();
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
        {
            ((RecomputedPass)ctx.get_data(nameof(RecomputedPass)))._gradient = grad_output.DetachFromDisposeScope();
            return [null!, null!];
        }
    }
}
