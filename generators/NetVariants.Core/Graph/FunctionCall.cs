using System;

namespace NetVariants.Core.Graph;

/// <summary>The pieces of which an operation makes the C# expression that computes it.</summary>
public readonly struct FunctionCall
{
    private readonly string[] _inputs;
    private readonly int _overwritten;
    private readonly Func<Arg, EnumType?, string> _text;

    /// <summary>A call.</summary>
    /// <param name="inputs">The expressions of the inputs.</param>
    /// <param name="overwritten">The input that is worked on in place; −1 for none.</param>
    /// <param name="torch">TorchSharp's names.</param>
    /// <param name="text">An argument as C# text.</param>
    public FunctionCall(string[] inputs, int overwritten, TorchNames torch, Func<Arg, EnumType?, string> text)
    {
        _inputs = inputs;
        _overwritten = overwritten;
        Torch = torch;
        _text = text;
    }

    /// <summary>TorchSharp's names.</summary>
    public TorchNames Torch { get; }

    /// <summary>The number of inputs.</summary>
    public int Count => _inputs.Length;

    /// <summary>The expression of an input, to stand among arguments.</summary>
    public string this[int input] => _inputs[input];

    /// <summary>All inputs, separated by commas.</summary>
    public string Inputs => string.Join(", ", _inputs);

    /// <summary>The end of the names of methods in place.</summary>
    public string Suffix => _overwritten >= 0 ? "_" : "";

    /// <summary>The expression of an input, to stand before a dot.</summary>
    public string Receiver(int input) => _inputs[input].IndexOf(' ') < 0 ? _inputs[input] : "(" + _inputs[input] + ")";

    /// <summary>The input that the operation works on: the one that it overwrites, or else the first.</summary>
    public int Target => Math.Max(0, _overwritten);

    /// <summary>An argument.</summary>
    public string Text(Arg arg, EnumType? enumType = null) => _text(arg, enumType);
}
