using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using NetVariants.Data;
using NetVariants.Tool.Output;
using NetVariants.Tool.Reading;
using NetVariants.Training.Checkpoints;

namespace NetVariants.Tool.Verbs;

/// <summary>What the tool does: a command that prints text or JSON.</summary>
internal abstract class Verb : Command
{
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON instead of text." };

    /// <summary>Names the verb.</summary>
    protected Verb(string name, string description)
        : base(name, description)
    {
        SetAction(arguments =>
        {
            var console = arguments.InvocationConfiguration;
            try
            {
                return Run(arguments, console.Output, console.Error);
            }
            catch (UsageException wrong)
            {
                console.Error.WriteLine(wrong.Message);
                return ExitCodes.WrongUsage;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException
                or NetworkMismatchException or MissingLibraryException or CheckpointException or LibTorchException)
            {
                console.Error.WriteLine(failure.Message);
                return ExitCodes.ErrorFound;
            }
        });
    }

    /// <summary>The option for JSON, which every verb adds after its own.</summary>
    protected Option<bool> Json => _json;

    /// <summary>Runs the verb.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    /// <exception cref="UsageException">The command line is wrong.</exception>
    protected abstract int Run(ParseResult arguments, TextWriter output, TextWriter error);

    /// <summary>Prints the errors for which there is nothing else to print.</summary>
    protected int Fail(ParseResult arguments, TextWriter output, TextWriter error, IReadOnlyList<Finding> findings)
    {
        if (arguments.GetValue(_json))
            ToolJson.Write(output, new FindingsJson(findings));
        else
            FindingText.Write(error, findings);
        return ExitCodes.ErrorFound;
    }

    /// <summary>The folder of a data set.</summary>
    /// <exception cref="UsageException">It is not there.</exception>
    protected static string ExistingFolder(string folder) =>
        Directory.Exists(folder) ? folder : throw new UsageException($"--data: there is no folder '{folder}'.");

    /// <summary>An argument that names networks.</summary>
    protected static Argument<string> NetworkArgument(string name, string description)
    {
        var argument = new Argument<string>(name) { Description = description, HelpName = name };
        argument.CompletionSources.Add(_ => Networks.ModelCatalog.Names);
        return argument;
    }
}
