using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using NetVariants.Data;
using NetVariants.Reports;
using NetVariants.Training;
using Spectre.Console;

namespace NetVariants.Samples;

/// <summary>Compares networks before the user's eyes and writes the results. Ctrl-C and SIGTERM end it between two steps; what is finished is written.</summary>
internal static class TrainingSession
{
    private const int Failed = 1;

    // What a shell reports for a program that Ctrl-C ended.
    private const int Cancelled = 130;

    // The article's table needs more than the 80 columns that are assumed where the output is no terminal.
    private const int RedirectedWidth = 120;

    /// <summary>Trains <paramref name="candidates"/> and writes report.html, results.json and the states into <paramref name="folder"/>.</summary>
    /// <returns>The exit code: 0, 1 if a network failed, 130 if it was cancelled.</returns>
    public static int Run(IReadOnlyList<Candidate> candidates, DataSplits data, TrainerOptions options, string folder)
    {
        if (Obstacle(options.Device, folder) is { } obstacle)
        {
            Console.Error.WriteLine(obstacle);
            return Failed;
        }

        using CancellationTokenSource cancellation = new();
        void Cancel(PosixSignalContext context)
        {
            // The process goes on to write what it has.
            context.Cancel = true;
            cancellation.Cancel();
        }

        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        IAnsiConsole console = AnsiConsole.Console;
        if (!console.Profile.Out.IsTerminal)
        {
            console.Profile.Width = RedirectedWidth;
            console.Profile.Capabilities.Ansi = false;
        }

        Comparison comparison = new(candidates, options, folder);
        ComparisonResult result = ConsoleProgress.Run(console, progress => comparison.Run(data, progress, cancellation.Token));

        ConsoleTable.Write(console, result);
        if (result.Candidates.Count > 0)
        {
            string report = Path.Combine(folder, "report.html");
            HtmlReport.Write(report, result);
            ResultsJson.Write(Path.Combine(folder, "results.json"), result);
            Console.WriteLine($"Report: {Path.GetFullPath(report)}");
        }

        return result.Cancelled ? Cancelled : result.Candidates.All(candidate => candidate.Failure is null) ? 0 : Failed;
    }

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
        catch (InvalidOperationException error)
        {
            return $"{TrainingOptions.Device}: {error.Message}";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"{TrainingOptions.Out}: '{folder}' cannot be written ({error.Message}). Name a folder that can.";
        }
    }
}
