using NetVariants.Core.Analysis;
using NetVariants.Core.Ir;

namespace NetVariants.Core.Emission;

/// <summary>Writes what a model and a block have in common: fields, the creation and registration of modules, and <c>forward</c>.</summary>
internal sealed class ClassWriter
{
    private readonly SourceWriter _writer;
    private readonly ModuleClass _class;
    private readonly ShapedNet? _shapes;
    private readonly SequenceWriter _modules;

    /// <summary>Writes a class.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="type">The class.</param>
    /// <param name="shapes">The shapes that the documentation names; null for a block, which has other ones at every call.</param>
    public ClassWriter(SourceWriter writer, ModuleClass type, ShapedNet? shapes = null)
    {
        _writer = writer;
        _class = type;
        _shapes = shapes;
        _modules = new SequenceWriter(writer, type);
    }

    private GraphSpec Graph => _class.Body;

    /// <summary>A documented public field for each module.</summary>
    public void Fields()
    {
        foreach (var group in ModuleGroup.Of(Graph))
        {
            var optional = Graph.Nodes[group.Start].When >= 0;
            _writer.Write("/// <summary>").Write(Describe(group)).Line(".</summary>");
            _writer.Write("public readonly ").Write(_modules.TypeOf(group)).Write(optional ? _writer.Nullable : "").Write(" ");
            _writer.Write(group.Name).Line(";").Line();
        }
    }

    /// <summary>The statements that create the modules and register them under their names.</summary>
    public void Construction()
    {
        foreach (var group in ModuleGroup.Of(Graph))
            Create(group);
    }

    /// <summary>The method that computes.</summary>
    public void Forward() => ForwardWriter.Write(_writer, Graph);

    private void Create(ModuleGroup group)
    {
        var node = Graph.Nodes[group.Start];
        if (node.When >= 0)
            _writer.Write("if (").Write(_class.Parameters[node.When].Name).Line(")").Open();
        _modules.Assign(group);
        if (node.Op is Op.BatchNorm2d { ZeroWeight: true })
            _writer.Write(Names.Init).Write("zeros_(").Write(group.Name).Line(".weight);");
        _writer.Write("register_module(\"").Write(group.Name).Write("\", ").Write(group.Name).Line(");");
        if (node.When >= 0)
            _writer.Close();
    }

    /// <summary>A module's documentation: in a model with its shapes, in a block with its parameters' names.</summary>
    private string Describe(ModuleGroup group)
    {
        var node = Graph.Nodes[group.Start];
        if (_shapes is not null)
        {
            var output = OpText.Describe(_shapes.Shapes[_shapes.Ends[group.Result]]);
            return group.IsContainer
                ? "From " + OpText.Describe(InputOf(node, _shapes)) + " to " + output
                : OpText.Describe(node.Op, _class.Parameters) + ": " + output;
        }

        var text = OpText.Describe(node.Op, _class.Parameters);
        for (var i = group.Start + 1; i < group.End; i++)
            text += "; " + OpText.Describe(Graph.Nodes[i].Op, _class.Parameters);
        return node.When >= 0 ? text + "; absent without " + _class.Parameters[node.When].Name : text;
    }

    private static TensorShape InputOf(NodeSpec node, ShapedNet net)
    {
        var source = node.Inputs[0];
        return source == GraphSpec.Input ? net.Spec.Input : net.Shapes[net.Ends[source]];
    }
}
