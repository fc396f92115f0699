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
        foreach (var node in InModuleOrder(net.Graph.Nodes, offset: 0))
        {
            collector.Path = node.Path;
            if (node.Op.HasState)
                node.Op.AcceptState(collector);
        }

        return collector.Entries;
    }

    /// <summary>
    /// The nodes in the order in which modules are registered: a module's own parameters first, and all of a container where its first node
    /// stands, also where others compute in between.
    /// </summary>
    private static IEnumerable<NodeSpec> InModuleOrder(IReadOnlyList<NodeSpec> nodes, int offset)
    {
        var groups = new List<List<NodeSpec>>();
        var parameters = 0;
        var byName = new Dictionary<string, List<NodeSpec>>();
        foreach (var node in nodes)
        {
            if (!node.Op.HasState)
                continue;
            var dot = node.Path.IndexOf('.', offset);
            if (dot < 0)
            {
                groups.Insert(node.Op.IsParameter ? parameters++ : groups.Count, new List<NodeSpec> { node });
                continue;
            }

            var name = node.Path.Substring(offset, dot - offset);
            if (!byName.TryGetValue(name, out var group))
                groups.Add(byName[name] = group = new List<NodeSpec>());
            group.Add(node);
        }

        foreach (var group in groups)
        {
            var dot = group[0].Path.IndexOf('.', offset);
            foreach (var node in dot < 0 ? group : InModuleOrder(group, dot + 1))
                yield return node;
        }
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
