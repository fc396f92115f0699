using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using NetVariants.Tool.Native;

namespace NetVariants.Tool.Diagnosis;

/// <summary>Loads torch in another process: what is wrong with a native library may end a process without a word.</summary>
internal static class ProbeProcess
{
    /// <summary>The hidden verb that does it.</summary>
    public const string Verb = "probe-torch";

    private const int SignalBase = 128;

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs it.</summary>
    public static TorchProbe Run() => Run(DotnetHost.Path, typeof(ProbeProcess).Assembly.Location, Verb);

    /// <summary>Runs a program that prints a probe as JSON.</summary>
    public static TorchProbe Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(s_patience))
            {
                process.Kill(entireProcessTree: true);
                return TorchProbe.Failed($"Loading torch did not end within {s_patience.TotalMinutes:0} minutes.");
            }

            return process.ExitCode == 0 && Read(output.Result) is { } probe
                ? probe
                : TorchProbe.Failed(
                    $"Loading torch ended the process with {Ending(process.ExitCode)}. {LastLine(errors.Result)}".TrimEnd());
        }
        catch (Win32Exception error)
        {
            return TorchProbe.Failed($"'{program}' does not start: {error.Message}");
        }
    }

    private static TorchProbe? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ProbeJson.Default.TorchProbe);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Ending(int exitCode) => exitCode > SignalBase
        ? $"signal {exitCode - SignalBase}{(exitCode - SignalBase) switch
        {
            4 => " (SIGILL: an instruction that this processor lacks)",
            6 => " (SIGABRT)",
            9 => " (SIGKILL: often too little memory)",
            11 => " (SIGSEGV)",
            _ => "",
        }}"
        : $"exit code {exitCode}";

    private static string LastLine(string text)
    {
        var line = text.AsSpan().Trim();
        return line.Length == 0 ? "" : $"Its last line: {line[(line.LastIndexOf('\n') + 1)..]}";
    }
}
