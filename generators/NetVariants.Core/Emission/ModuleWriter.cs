using System;
using System.Globalization;
using NetVariants.Core.Ir;

namespace NetVariants.Core.Emission;

/// <summary>Writes the expressions that create single modules.</summary>
internal sealed class ModuleWriter
{
    private readonly SourceWriter _writer;
    private readonly ModuleClass _class;

    public ModuleWriter(SourceWriter writer, ModuleClass type)
    {
        _writer = writer;
        _class = type;
    }

    /// <summary>The expression that creates a module.</summary>
    public void Module(Op op)
    {
        if (op is Op.Call call)
        {
            Call(call, step: 0);
            return;
        }

        _writer.Write(Names.Factories).Write(op.GetType().Name).Write("(");
        switch (op)
        {
            case Op.Conv2d conv:
                _writer.Write(_class.Text(conv.In)).Write(", ").Write(_class.Text(conv.Out)).Write(", ").Write(conv.Kernel);
                Unless(1, ", stride: ", conv.Stride);
                Unless(0, ", padding: ", conv.Padding);
                Unless(1, ", dilation: ", conv.Dilation);
                Unless(1, ", groups: ", conv.Groups);
                _writer.Write(conv.Bias ? ", " : ", bias: false, ").Write(Placement.Arguments);
                break;
            case Op.BatchNorm2d norm:
                _writer.Write(_class.Text(norm.Features)).Write(", ").Write(Placement.Arguments);
                break;
            case Op.Linear linear:
                _writer.Write(_class.Text(linear.In)).Write(", ").Write(_class.Text(linear.Out)).Write(", ").Write(Placement.Arguments);
                break;
            case Op.ReLU:
                _writer.Write("inplace: true");
                break;
            case Op.Dropout dropout:
                _writer.Write(dropout.P.ToString("R", CultureInfo.InvariantCulture));
                break;
            case Op.MaxPool2d pool:
                _writer.Write(pool.Kernel).Write(", stride: ").Write(pool.Stride);
                Unless(0, ", padding: ", pool.Padding);
                break;
            case Op.AvgPool2d pool:
                _writer.Write(pool.Kernel);
                break;
            case Op.AdaptiveAvgPool2d pool:
                _writer.Write(pool.Side);
                break;
            default:
                throw new ArgumentException("No module computes " + op.GetType().Name + ".", nameof(op));
        }

        _writer.Write(")");
    }

    /// <summary>A block's constructor or method, its first argument grown by <paramref name="step"/> times the loop's variable.</summary>
    public void Call(Op.Call call, long step)
    {
        var block = _class.Blocks[call.Block];
        _writer.Write(block.IsChain ? "" : "new ").Write(block.Name).Write("(");
        for (var i = 0; i < block.Parameters.Count; i++)
        {
            var parameter = block.Parameters[i];
            var argument = call.Arguments[i];
            if (parameter.Default is { } usual && argument.Is(usual))
                continue;
            if (parameter.Default is not null)
                _writer.Write(parameter.Name).Write(": ");
            _writer.Write(parameter.IsFlag && !argument.IsParameter ? (argument.Is(1) ? "true" : "false") : _class.Text(argument));
            if (i == 0 && step != 0)
                _writer.Write(" + (i * ").Write(step).Write("L)");
            _writer.Write(", ");
        }

        _writer.Write(Placement.Arguments).Write(")");
    }

    private void Unless(long usual, string label, Dim dim)
    {
        if (!dim.Is(usual))
            _writer.Write(label).Write(_class.Text(dim));
    }
}
