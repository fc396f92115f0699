using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;

namespace NetVariants.Benchmarks.Shared;

/// <summary>This program in a process of its own, which prints numbers.</summary>
internal static class OwnProcess
{
    /// <summary>Runs it and gives the number.</summary>
    /// <param name="arguments">Its command line.</param>
    /// <param name="variables">What its environment has besides this one's.</param>
    /// <exception cref="InvalidOperationException">It fails.</exception>
    public static double Number(string[] arguments, params (string Name, string Value)[] variables) => Numbers(arguments, variables)[0];

    /// <summary>Runs it and gives the numbers, which spaces separate.</summary>
    /// <param name="arguments">Its command line.</param>
    /// <param name="variables">What its environment has besides this one's.</param>
    /// <exception cref="InvalidOperationException">It fails.</exception>
    public static double[] Numbers(string[] arguments, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(OwnProcess).Assembly.Location, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? [.. answer.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))]
            : throw new InvalidOperationException(
                $"The benchmarks' {string.Join(' ', arguments)} ended with exit code {process.ExitCode}.");
    }
}
