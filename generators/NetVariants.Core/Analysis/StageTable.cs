using System.Collections.Generic;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Analysis;

/// <summary>
/// The layers of a network by stage. A stage is a run of layers under one name: the top-level one (<c>layer1</c>), or a named container
/// directly under it (<c>features.denseblock1</c>). A pool directly under the top-level name starts the next stage, and so does a
/// numbered container (<c>features.2</c>) whose result has another shape than the one before it. Another operation without a name is part
/// of the stage before it.
/// </summary>
internal static class StageTable
{
    /// <summary>The stages in order.</summary>
    public static List<Stage> Rows(ShapedNet net)
    {
        var nodes = net.Graph.Nodes;
        var stages = new List<Stage>();
        Stage? stage = null;
        var named = "";                  // the last path
        TensorShape? before = null;         // the result of the last numbered container
        for (var i = 0; i < nodes.Count; i++)
        {
            var op = nodes[i].Op;
            if (!op.IsListed)
            {
                stage?.Pass(i);
                continue;
            }

            var path = nodes[i].Path;
            var isHeld = stage is not null && stage.Holds(path);
            var nameLength = isHeld ? stage!.NameLength : NameLength(path);
            var isNext = stage is null || (path.Length > 0 && !isHeld)
                || (Shrinks(op, path, net.Shapes[i], stage.Output) && !IsWithin(nodes, i, named, stage.NameLength));
            if (Stage.NumberedLength(path, nameLength) is > 0 and var length && !IsBeside(path, named, length))
            {
                var result = net.Shapes[LastOf(nodes, i, length)];
                isNext |= before is { } shape && shape != result;
                before = result;
            }

            named = path.Length > 0 ? path : named;
            if (isNext)
            {
                var input = (stages.FindLast(earlier => !earlier.IsParameter)?.Output ?? net.Spec.Input).Layout;
                stages.Add(stage = new Stage(net, i, path.Substring(0, nameLength), SharesName(stages, path, nameLength), input));
            }

            stage!.Add(i);
        }

        return stages;
    }

    /// <summary>Whether an operation without a name stands between two layers of one numbered container.</summary>
    private static bool IsWithin(EquatableArray<NodeSpec> nodes, int node, string before, int nameLength)
    {
        if (nodes[node].Path.Length > 0 || Stage.NumberedLength(before, nameLength) is not (> 0 and var length))
            return false;
        while (node < nodes.Count && nodes[node].Path.Length == 0)
            node++;
        return node < nodes.Count && IsBeside(nodes[node].Path, before, length);
    }

    /// <summary>Whether two layers are of one container, whose name has a length.</summary>
    private static bool IsBeside(string path, string other, int nameLength) =>
        string.CompareOrdinal(path, 0, other, 0, nameLength + 1) == 0;

    /// <summary>The node that gives a container's result: its last one, or what follows that without a name and a row.</summary>
    private static int LastOf(EquatableArray<NodeSpec> nodes, int first, int nameLength)
    {
        var last = first;
        for (var i = first + 1; i < nodes.Count; i++)
        {
            var path = nodes[i].Path;
            if (path.Length == 0)
                continue;
            if (!IsBeside(path, nodes[first].Path, nameLength))
                break;
            last = i;
        }

        while (last + 1 < nodes.Count && nodes[last + 1] is { Path.Length: 0, Op.IsListed: false })
            last++;
        return last;
    }

    /// <summary>The length of the stage's name; of a layer without a container, 0.</summary>
    private static int NameLength(string path)
    {
        var top = path.IndexOf('.');
        if (top < 0)
            return 0;
        var second = path.IndexOf('.', top + 1);
        return second < 0 || char.IsDigit(path[top + 1]) ? top : second;
    }

    private static bool Shrinks(Op op, string path, TensorShape output, TensorShape before) =>
        !op.HasState && path.IndexOf('.') == path.LastIndexOf('.') && output.Positions < before.Positions;

    private static bool SharesName(List<Stage> stages, string path, int nameLength)
    {
        var isShared = false;
        foreach (var stage in stages)
        {
            if (stage.HasName(path, nameLength))
                isShared = stage.SharesName = true;
        }

        return isShared;
    }
}
