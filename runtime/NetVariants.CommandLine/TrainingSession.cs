using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using NetVariants.Data;
using NetVariants.Experiments;
using NetVariants.Training;
using NetVariants.Training.Checkpoints;

namespace NetVariants.CommandLine;

/// <summary>
/// Compares networks with progress on the console and writes the results. Ctrl-C and SIGTERM end it between two steps; what is finished is
/// written.
/// </summary>
public static class TrainingSession
{
    private const int Failed = 1;

    // What a shell reports for a program that Ctrl-C ended.
    private const int Cancelled = 130;

    /// <summary>
    /// Trains <paramref name="candidates"/> and writes report.html, results.json, results.csv and a folder for each training into
    /// <paramref name="folder"/>.
    /// </summary>
    /// <param name="candidates">The networks.</param>
    /// <param name="data">What to train on.</param>
    /// <param name="options">How to train.</param>
    /// <param name="folder">Where the results go.</param>
    /// <param name="seeds">With which seeds.</param>
    /// <param name="resume">Whether to resume what is saved in the folder.</param>
    /// <param name="checkpointEvery">After what time within an epoch a training saves itself.</param>
    /// <param name="finished">Called with the results before the program ends, to write more of them.</param>
    /// <param name="observerOf">Makes what follows a training, from the training's folder.</param>
    /// <param name="output">Receives progress and table; null for the standard output.</param>
    /// <returns>The exit code: 0, 1 if a network failed, 130 if it was cancelled.</returns>
    public static int Run(
        IReadOnlyList<Candidate> candidates,
        DataSplits data,
        TrainerOptions options,
        string folder,
        IReadOnlyList<long> seeds,
        bool resume,
        TimeSpan checkpointEvery,
        Action<ComparisonResult>? finished = null,
        Func<string, ITrainingObserver>? observerOf = null,
        TextWriter? output = null)
    {
        if (Obstacle(options.Device, folder) is { } obstacle)
        {
            Console.Error.WriteLine(obstacle);
            return Failed;
        }

        using var cancellation = new CancellationTokenSource();
        void Cancel(PosixSignalContext context)
        {
            // The process continues, to write what it has.
            context.Cancel = true;
            cancellation.Cancel();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        output ??= Console.Out;
        var console = ConsoleTable.ConsoleOf(output);
        var comparison = new Comparison(candidates, options, folder, seeds) { CheckpointEvery = checkpointEvery, ObserverOf = observerOf };
        if (resume && !File.Exists(RunManifest.PathIn(folder)))
            output.WriteLine($"{CommandLineOptions.Resume}: '{folder}' holds no run, so this one starts from the beginning.");
        ComparisonResult result;
        try
        {
            result = ConsoleProgress.Run(console, progress => comparison.Run(data, progress, resume, cancellation.Token));
        }
        catch (CheckpointException error)
        {
            Console.Error.WriteLine($"{CommandLineOptions.Resume}: {error.Message}");
            return Failed;
        }
        catch (InvalidOperationException error)
        {
            Console.Error.WriteLine(error.Message);
            return Failed;
        }

        ConsoleTable.Write(console, result);
        if (result.Candidates.Count > 0)
        {
            var report = ResultFiles.Write(folder, result);
            finished?.Invoke(result);
            output.WriteLine($"Report: {report}");
        }

        if (result.Cancelled)
            output.WriteLine($"Saved. To resume: {ResumeCommand(folder)}");
        return result.Cancelled ? Cancelled : result.Candidates.All(candidate => candidate.Failure is null) ? 0 : Failed;
    }

    /// <summary>This program's command line, with what makes it resume in its folder.</summary>
    private static string ResumeCommand(string folder)
    {
        var line = Environment.GetCommandLineArgs();
        // An installed tool's own command, or an executable's; what dotnet runs is a library.
        var process = Environment.ProcessPath;
        var program = Path.GetFileNameWithoutExtension(process) is null or "dotnet" ? $"dotnet {Quoted(line[0])}" : Quoted(process!);
        string[] words = [.. line.Skip(1).Where(word => word != CommandLineOptions.Resume)];
        var isNamed = words.Any(word => $"{word}=".StartsWith($"{CommandLineOptions.Out}=", StringComparison.Ordinal));
        string[] named = isNamed ? [] : [CommandLineOptions.Out, folder];
        return string.Join(' ', [program, .. words.Concat(named).Select(Quoted), CommandLineOptions.Resume]);
    }

    /// <summary>A word as a shell reads it.</summary>
    internal static string Quoted(string word) =>
        word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./,=:".Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    /// <summary>What would stop the training, or lose its results at the end, found out before it starts.</summary>
    private static string? Obstacle(string device, string folder)
    {
        try
        {
            Devices.Choose(device);
            Directory.CreateDirectory(folder);
            File.Create(Path.Combine(folder, $".{Guid.NewGuid():N}.tmp"), bufferSize: 1, FileOptions.DeleteOnClose).Dispose();
            return null;
        }
        catch (LibTorchException error)
        {
            return error.Message;
        }
        catch (InvalidOperationException error)
        {
            return $"{CommandLineOptions.Device}: {error.Message}";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"{CommandLineOptions.Out}: '{folder}' cannot be written ({error.Message}). Name a folder that can.";
        }
    }
}
