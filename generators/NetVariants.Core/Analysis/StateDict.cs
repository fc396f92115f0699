using System.Collections.Generic;
using NetVariants.Core.Ir;

namespace NetVariants.Core.Analysis;

/// <summary>The names and shapes of a network's state dict, which are torchvision's.</summary>
public static class StateDict
{
    /// <summary>The entries in the order of PyTorch's <c>state_dict()</c>, which lists a module's parameters before its buffers.</summary>
    public static IReadOnlyList<StateEntry> Of(ShapedNet net)
    {
        var entries = new List<StateEntry>();
        foreach (var node in net.Graph.Nodes)
        {
            switch (node.Op)
            {
                case Op.Conv2d conv:
                    Add(node, "weight", trainable: true, conv.Out.Value, conv.In.Value / conv.Groups.Value, conv.Kernel, conv.Kernel);
                    if (conv.Bias)
                        Add(node, "bias", trainable: true, conv.Out.Value);
                    break;

                case Op.BatchNorm2d norm:
                    Add(node, "weight", trainable: true, norm.Features.Value);
                    Add(node, "bias", trainable: true, norm.Features.Value);
                    Add(node, "running_mean", trainable: false, norm.Features.Value);
                    Add(node, "running_var", trainable: false, norm.Features.Value);
                    Add(node, "num_batches_tracked", trainable: false);
                    break;

                case Op.Linear linear:
                    Add(node, "weight", trainable: true, linear.Out.Value, linear.In.Value);
                    Add(node, "bias", trainable: true, linear.Out.Value);
                    break;
            }
        }

        return entries;

        void Add(NodeSpec node, string name, bool trainable, params long[] shape) =>
            entries.Add(new StateEntry(node.Path + "." + name, EquatableArray<long>.Of(shape), trainable));
    }
}

/// <summary>A tensor of the state dict.</summary>
/// <param name="Name">Its name: <c>layer1.0.conv1.weight</c>.</param>
/// <param name="Shape">Its sizes; none for a scalar.</param>
/// <param name="IsTrainable">Whether it is a parameter; otherwise a buffer.</param>
public sealed record StateEntry(string Name, EquatableArray<long> Shape, bool IsTrainable);
