using System;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.IO;
using System.Linq;
using NetVariants.Core.Graph;
using NetVariants.Files;
using NetVariants.Tool.Diagnosis;

namespace NetVariants.Tool.Verbs;

/// <summary>The command line as a whole.</summary>
internal static class ToolCommand
{
    /// <summary>The name under which the program is installed.</summary>
    public const string Name = "netvariants";

    /// <summary>Runs a command line.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="output">Receives what was asked for.</param>
    /// <param name="error">Receives what is wrong.</param>
    /// <param name="torch">What tries whether torch loads; null for a process of its own.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static int Run(string[] arguments, TextWriter output, TextWriter error, Func<TorchProbe>? torch = null)
    {
        var root = Create(torch ?? ProbeProcess.Run);
        // As git and dotnet take it.
        if (arguments is ["help", .. var words])
            arguments = words is [var unknown, ..] && root.Subcommands.All(verb => verb.Name != unknown) ? words : [.. words, "--help"];
        var result = root.Parse(arguments);
        var configuration = new InvocationConfiguration { Output = output, Error = error };
        if (result.Action is not ParseErrorAction)
            return result.Invoke(configuration);
        var command = result.CommandResult.Command;
        error.WriteLine(command is RootCommand && result.UnmatchedTokens is [var word, ..] ? UnknownVerb(word, command)
            : result.UnmatchedTokens.FirstOrDefault(IsOption) is { } option ? UnknownOption(option, command)
            : string.Join(Environment.NewLine, result.Errors.Select(wrong => wrong.Message)));
        error.WriteLine($"'{(command is RootCommand ? Name : $"{Name} {command.Name}")} --help' shows what it takes, with examples.");
        return ExitCodes.WrongUsage;
    }

    private static bool IsOption(string word) => word.StartsWith("--", StringComparison.Ordinal);

    private static string UnknownOption(string word, Command verb)
    {
        var name = word.Split('=')[0];
        var nearest = Spelling.Nearest(name, verb.Options.Select(option => option.Name).Where(IsOption));
        return $"There is no option '{name}' (did you mean '{nearest}'?).";
    }

    private static string UnknownVerb(string word, Command root)
    {
        var verbs = root.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name).ToList();
        return $"'{word}' is not a verb (did you mean '{Spelling.Nearest(word, verbs)}'?): expected {Format.List(verbs, "or")}.";
    }

    /// <summary>The root command with all verbs.</summary>
    public static RootCommand Create(Func<TorchProbe> torch)
    {
        var root = new RootCommand(
            "Describes, draws, trains, compares and exports networks declared with NetVariants, classifies images by them, and looks "
                + "over the machine.")
        {
            new DescribeVerb(),
            new DiffVerb(),
            new ListVerb(),
            new DrawVerb(),
            new TrainVerb(),
            new CompareVerb(),
            new ReportVerb(),
            new ExportVerb(),
            new PredictVerb(),
            new DoctorVerb(torch),
            new ProbeVerb(),
        };
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }
}
