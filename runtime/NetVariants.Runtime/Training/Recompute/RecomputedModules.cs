using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Native;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Training.Recompute;

/// <summary>Modules, each of which takes what the one before gives, that are computed again at once.</summary>
internal sealed class RecomputedModules : IDisposable
{
    // Bytes of a map from which on it is worth the time to return free memory.
    private const int LargeMap = 16 << 20;

    private readonly Recomputation _owner;
    private readonly Module<Tensor, Tensor>[] _modules;
    private readonly Action[] _removals;
    private readonly List<RecomputedPass> _passes = [];
    private readonly (Tensor[] Present, Tensor[] Saved)[] _buffers; // by element type
    private readonly Tensor _anchor; // without a tensor that needs a gradient, autograd has no backward pass
    private IDisposable? _noGradients;
    private Tensor? _repeated; // the input of the pass that is computed again

    public RecomputedModules(Recomputation owner, Module<Tensor, Tensor>[] modules)
    {
        _owner = owner;
        _modules = modules;
        _buffers =
        [
            .. modules.SelectMany(module => module.buffers()).GroupBy(buffer => buffer.dtype).Select(
                group => (group.ToArray(), group.Select(buffer => buffer.clone().DetachFromDisposeScope()).ToArray())),
        ];
        _anchor = zeros(1, requires_grad: true).DetachFromDisposeScope();
        _removals =
        [
            modules[0].register_forward_pre_hook(BeforeFirst).remove,
            modules[^1].register_forward_hook(AfterLast).remove,
        ];
    }

    /// <summary>Forgets passes without a backward pass.</summary>
    public void Reset()
    {
        EnableGradients();
        foreach (var pass in _passes)
            pass.Dispose();
        _passes.Clear();
    }

    public void Dispose()
    {
        foreach (var remove in _removals)
            remove();
        foreach (var tensor in _buffers.SelectMany(buffers => buffers.Saved))
            tensor.Dispose();
        _anchor.Dispose();
    }

    /// <summary>
    /// Computes a pass again and its gradients: the parameters' are added to theirs, the input's is returned. The anchor's is null, and a
    /// scalar where the pass has failed, at which libtorch throws.
    /// </summary>
    public (Tensor? Input, Tensor? Anchor) Backward(RecomputedPass pass, Tensor gradient)
    {
        // An undefined gradient stands for zero: there is none to pass on.
        var isUndefined = gradient.IsInvalid;
        var failure = !isUndefined && gradient.device_type == DeviceType.CPU ? RecomputationFailure.OfThisThread : pass.Failure;
        try
        {
            return isUndefined ? default : (_owner.Return(Gradient(pass, gradient)), null);
        }
        catch (Exception error)
        {
            // It may not pass through libtorch. A dense layer within has recorded its own cause.
            failure.Value ??= RecomputationFailure.Take() ?? error;
            return (null, _owner.Return(tensor(0f)));
        }
        finally
        {
            gradient.Dispose();
            pass.Dispose();
            _passes.Remove(pass);
        }
    }

    private Tensor BeforeFirst(Module<Tensor, Tensor> module, Tensor input)
    {
        if (_repeated is not null)
            return _repeated; // users' hooks before this one have changed it in the first pass
        if (!is_grad_enabled() || !(input.requires_grad || _modules.Any(HasTrainable)))
            return null!;
        _passes.Add(new RecomputedPass(this, input));
        _noGradients = no_grad();
        return null!; // as it is
    }

    private Tensor AfterLast(Module<Tensor, Tensor> module, Tensor input, Tensor result)
    {
        if (_repeated is not null || _noGradients is null)
            return null!;
        EnableGradients();
        using (result)
            return _passes[^1].Record(result, _anchor);
    }

    private void EnableGradients()
    {
        _noGradients?.Dispose();
        _noGradients = null;
    }

    private Tensor? Gradient(RecomputedPass pass, Tensor gradient)
    {
        using var scope = NewDisposeScope();
        // Large maps find no room in what the smaller ones of later parts have left.
        if (pass.Input.numel() * pass.Input.ElementSize > LargeMap)
            FreedMemory.Return();
        foreach (var (present, saved) in _buffers)
            TensorLists.Copy(saved, present);
        try
        {
            var output = Repeat(pass);
            Recomputation.Repeated?.Invoke();
            output.backward([gradient]);
        }
        finally
        {
            // Not before the backward pass, which counts changes of what it reads.
            foreach (var (present, saved) in _buffers)
                TensorLists.Copy(present, saved);
        }

        return pass.TakeGradient();
    }

    private Tensor Repeat(RecomputedPass pass)
    {
        using var gradients = enable_grad();
        using var random = RandomState.Present();
        try
        {
            pass.Random.Restore();
            var output = _repeated = pass.InputAgain(_anchor);
            foreach (var module in _modules)
            {
                var next = module.call(output);
                if (!ReferenceEquals(output, pass.Input))
                    output.Dispose();
                output = next;
            }

            return output;
        }
        finally
        {
            _repeated = null;
            random.Restore();
        }
    }

    private static bool HasTrainable(Module module) => module.parameters().Any(parameter => parameter.requires_grad);
}
