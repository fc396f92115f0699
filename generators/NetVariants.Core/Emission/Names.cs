using System.Linq;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Emission;

/// <summary>Fixed pieces of emitted text beside TorchSharp's names.</summary>
internal static class Names
{
    public const string Module = "global::TorchSharp.torch.nn.Module<global::TorchSharp.torch.Tensor, global::TorchSharp.torch.Tensor>";
    public const string VariantInfo = "global::NetVariants.VariantInfo";

    /// <summary>Marks what no person wrote, for analyzers and coverage tools.</summary>
    public static readonly string GeneratedCode =
        "[global::System.CodeDom.Compiler.GeneratedCode(\"NetVariants\", \"" + typeof(Names).Assembly.GetName().Version.ToString(3) + "\")]";

    /// <summary>The base class of a module that computes a graph.</summary>
    public static string ModuleOf(GraphSpec graph)
    {
        if (graph.InputCount == 1 && graph.OutputCount == 1)
            return Module;
        return TorchNames.BareModule + "<" + string.Concat(Enumerable.Repeat(TorchNames.Tensor + ", ", graph.InputCount)) + ResultOf(graph) + ">";
    }

    /// <summary>The type of a graph's result: a tensor, or a tuple of named ones.</summary>
    public static string ResultOf(GraphSpec graph) => graph.OutputCount == 1
        ? TorchNames.Tensor
        : "(" + string.Join(", ", graph.Outputs.Select(output => TorchNames.Tensor + " " + output.Name)) + ")";
}
