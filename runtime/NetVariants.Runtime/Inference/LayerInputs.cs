using System;
using System.Collections.Generic;
using System.Linq;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Inference;

/// <summary>Watches, until it is disposed, what the layers of a network get.</summary>
internal sealed class LayerInputs : IDisposable
{
    private readonly List<Action> _removals = [];

    /// <summary>Calls <paramref name="seen"/> with the path, the layer and its input before each layer without layers of its own.</summary>
    public LayerInputs(Module model, Action<string, Module, Tensor> seen)
    {
        foreach (var (path, module) in model.named_modules())
        {
            if (module is not Module<Tensor, Tensor> layer || module.children().Any())
                continue;
            _removals.Add(layer.register_forward_pre_hook((_, input) =>
            {
                seen(path, layer, input);
                return input;
            }).remove);
        }
    }

    public void Dispose() => _removals.ForEach(remove => remove());
}
