using System.Collections.Generic;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Analysis;

/// <summary>The names and shapes of a network's state dict, which are torchvision's.</summary>
public static class StateDict
{
    /// <summary>The entries in the order of PyTorch's <c>state_dict()</c>, which lists a module's parameters before its buffers.</summary>
    public static IReadOnlyList<StateEntry> Of(ShapedNet net)
    {
        var collector = new Collector();
        foreach (var node in net.Graph.Nodes)
        {
            collector.Path = node.Path;
            if (node.Op.HasState)
                node.Op.AcceptState(collector);
        }

        return collector.Entries;
    }

    private sealed class Collector : StateVisitor
    {
        public List<StateEntry> Entries { get; } = new();

        public string Path { get; set; } = "";

        protected override void Visit(in StateTensor tensor) =>
            Entries.Add(new StateEntry(tensor.Name.Length == 0 ? Path : Path + "." + tensor.Name, tensor.Shape, tensor.IsTrainable));
    }
}

/// <summary>A tensor of the state dict.</summary>
/// <param name="Name">Its name: <c>layer1.0.conv1.weight</c>.</param>
/// <param name="Shape">Its sizes; none for a scalar.</param>
/// <param name="IsTrainable">Whether it is a parameter; otherwise a buffer.</param>
public sealed record StateEntry(string Name, EquatableArray<long> Shape, bool IsTrainable);
