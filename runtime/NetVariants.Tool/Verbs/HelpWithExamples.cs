using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.IO;

namespace NetVariants.Tool.Verbs;

/// <summary>The usual help, and below it examples and exit codes: the text files of the folder Help, named like the verbs.</summary>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    private const string ExitCodeText = """
        Exit codes:
          0  success
          1  an error was found: in a declaration, in a file, in a training, or, by doctor, on this machine
          2  the command line is wrong
        130  train or compare was interrupted; with --resume it continues

        """;

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        if (ExamplesOf(parseResult.CommandResult.Command) is { } examples)
            output.Write(examples);
        output.Write(ExitCodeText.ReplaceLineEndings());
        return ExitCodes.Success;
    }

    /// <summary>The examples of a command; null where it has none.</summary>
    internal static string? ExamplesOf(Command command)
    {
        var name = command is RootCommand ? ToolCommand.Name : command.Name;
        using var stream = typeof(HelpWithExamples).Assembly.GetManifestResourceStream($"NetVariants.Tool.Help.{name}.txt");
        return stream is null ? null : new StreamReader(stream).ReadToEnd().ReplaceLineEndings();
    }
}
