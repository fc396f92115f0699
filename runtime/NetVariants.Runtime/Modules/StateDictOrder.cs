using System.Collections.Generic;
using System.Linq;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Modules;

/// <summary>
/// A module's state in PyTorch's order: of each module first its parameters, then its buffers, then its children in the order of their
/// registration.
/// </summary>
internal static class StateDictOrder
{
    /// <summary>The tensors by name; they stay the module's.</summary>
    public static IReadOnlyList<(string Name, Tensor Tensor)> Of(Module module)
    {
        List<(string, Tensor)> state = [];
        Append(module, "", state);
        return state;
    }

    private static void Append(Module module, string prefix, List<(string, Tensor)> state)
    {
        state.AddRange(module.named_parameters(recurse: false).Select(pair => (prefix + pair.name, (Tensor)pair.parameter)));
        state.AddRange(
            module.named_buffers(recurse: false, include_nonpersistent: false).Select(pair => (prefix + pair.name, pair.buffer)));
        foreach (var (name, child) in module.named_children())
            Append(child, $"{prefix}{name}.", state);
    }
}
