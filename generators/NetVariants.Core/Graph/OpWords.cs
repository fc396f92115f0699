using System;
using System.Text;

namespace NetVariants.Core.Graph;

/// <summary>An operation in words.</summary>
internal sealed class OpWords : ArgumentVisitor
{
    [ThreadStatic]
    private static OpWords? t_words;

    private StringBuilder _text = null!;
    private EquatableArray<BlockParameter> _parameters;
    private bool _isFirst;

    /// <summary>The words.</summary>
    public static string Describe(Op op, EquatableArray<BlockParameter> parameters)
    {
        var words = t_words ??= new OpWords();
        (words._text, words._parameters, words._isFirst) = (Words.Begin(op.Name), parameters, true);
        op.AcceptArguments(words);
        return words._isFirst ? op.Name : words._text.ToString();
    }

    /// <inheritdoc/>
    protected override void Visit(ArgumentStyle style, string name, Arg value, EnumType? enumType)
    {
        if (style == ArgumentStyle.Silent)
            return;
        var text = value.ToText(_parameters, enumType: enumType);
        if (style == ArgumentStyle.Arrow)
            _text.Append('→');
        else
            _text.Append(_isFirst ? " " : ", ");

        if (style == ArgumentStyle.Square)
            _text.Append(text).Append('×');
        else if (style == ArgumentStyle.Named && text != name)
            _text.Append(name).Append(' ');
        _text.Append(text);
        _isFirst = false;
    }
}
