using System;
using System.IO;
using System.Text.Json;
using NetVariants.Tool.Diagnosis;
using NetVariants.Tool.Verbs;

namespace NetVariants.Tool.Tests;

/// <summary>A command line of the tool, run in this process.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Errors">What it printed as wrong.</param>
internal sealed record ToolRun(int ExitCode, string Output, string Errors)
{
    /// <summary>A probe of a machine on which torch loads.</summary>
    public static TorchProbe Torch { get; } = new(null, "0.107.0", "libtorch 2.10.0", 2, 0, ["/somewhere/libgomp-1.so.1"]);

    /// <summary>Runs a command line.</summary>
    public static ToolRun Of(params string[] arguments) => With(Torch, arguments);

    /// <summary>Runs a command line where loading torch gives a result.</summary>
    public static ToolRun With(TorchProbe torch, params string[] arguments)
    {
        using StringWriter output = new() { NewLine = "\n" }, errors = new() { NewLine = "\n" };
        var exitCode = ToolCommand.Run(arguments, output, errors, () => torch);
        return new ToolRun(exitCode, output.ToString(), errors.ToString());
    }

    /// <summary>The output as JSON.</summary>
    public JsonElement Json() => JsonDocument.Parse(Output).RootElement;

    /// <summary>The lines of the output that hold a text.</summary>
    public string[] LinesWith(string text) =>
        Array.FindAll(Output.Split('\n'), line => line.Contains(text, StringComparison.Ordinal));
}
