using System.Text;

namespace NetVariants.Core.Graph.Ops;

/// <summary>The sum of two or more inputs of one shape.</summary>
public sealed record Add : Op
{
    /// <inheritdoc/>
    public override bool IsListed => false;

    /// <inheritdoc/>
    public override string ResultName => "sum";

    /// <inheritdoc/>
    public override TensorShape? Output(InputShapes inputs)
    {
        for (var i = 1; i < inputs.Count; i++)
        {
            if (inputs[i] != inputs[0])
                return null;
        }

        return inputs[0];
    }

    /// <inheritdoc/>
    public override bool CanOverwrite(int input) => true;

    /// <summary>A sum; from the second addition on it works on its own result.</summary>
    public override string Function(FunctionCall call)
    {
        var text = new StringBuilder(call.Receiver(call.Target));
        var suffix = call.Suffix;
        for (var i = 0; i < call.Count; i++)
        {
            if (i == call.Target)
                continue;
            text.Append(".add").Append(suffix).Append('(').Append(call[i]).Append(')');
            suffix = "_";
        }

        return text.ToString();
    }
}
