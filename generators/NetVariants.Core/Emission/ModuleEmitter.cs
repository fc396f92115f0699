using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Emission;

/// <summary>Writes the expressions that create single modules.</summary>
internal sealed class ModuleEmitter : ArgumentVisitor
{
    private readonly SourceWriter _writer;
    private readonly ModuleClass _class;
    private bool _isFirst;

    public ModuleEmitter(SourceWriter writer, ModuleClass type)
    {
        _writer = writer;
        _class = type;
    }

    /// <summary>The expression that creates a node's module.</summary>
    public void Module(NodeSpec node)
    {
        if (node.Op is Call call)
        {
            Call(call);
            return;
        }

        if (node.Op is Repeat)
            throw new System.ArgumentException("A row of blocks stands in a container: " + node.Path + " is none.", nameof(node));

        _writer.Write($"{_writer.Torch.Factories}{node.Op.Name}(").Indent();
        _isFirst = true;
        node.Op.AcceptArguments(this);
        if (node.Overwrites >= 0)
            Argument("inplace", "true");
        if (node.Op.HasState)
            Argument("", DeviceAndType.Arguments);
        _writer.Outdent().Write(")");
    }

    /// <inheritdoc/>
    protected override void Visit(ArgumentStyle style, string name, Arg value, EnumType? enumType) =>
        Argument(name, value.IsInteger ? Format.Integer(value.Value) : _class.Text(value, enumType));

    private void Argument(string name, string value)
    {
        if (!_isFirst)
            _writer.Comma(name.Length + ": ".Length + value.Length);
        _isFirst = false;
        if (name.Length > 0)
            _writer.Write(name).Write(": ");
        _writer.Write(value);
    }

    /// <summary>A parameter without a module; it starts at zero where no rule says otherwise.</summary>
    public void Parameter(Parameter parameter)
    {
        _writer.Write($"new {_writer.Torch.Modules}Parameter({_writer.Torch.Torch}zeros(new long[] {{ ");
        var isFirst = true;
        foreach (var dimension in parameter.Shape)
        {
            _writer.Write(isFirst ? "" : ", ").Write(_class.Text(dimension));
            isFirst = false;
        }

        _writer.Write($" }}, {DeviceAndType.Arguments}))");
    }

    /// <summary>A block's constructor or method; with <paramref name="repeat"/>, its arguments grow with the loop's variable.</summary>
    public void Call(Call call, Repeat? repeat = null)
    {
        var block = _class.Blocks[call.Block];
        _writer.Write($"{(block.IsChain ? "" : "new ")}{block.Name}(").Indent();
        _isFirst = true;
        for (var i = 0; i < block.Parameters.Count; i++)
        {
            var parameter = block.Parameters[i];
            var argument = call.Arguments[i];
            var step = repeat?.Step(i) ?? 0;
            if (parameter.Default is { } defaultValue && argument == defaultValue && step.IsZero)
                continue;
            var text = _class.Text(argument, parameter.EnumType);
            if (!step.IsZero)
                text += " + (i * " + _class.Text(step) + (step.Type == ArgType.Real ? ")" : "L)");
            Argument(parameter.Default is null ? "" : parameter.Name, text);
        }

        if (_class.HasStateOf(block))
            Argument("", DeviceAndType.Arguments);
        _writer.Outdent().Write(")");
    }
}
