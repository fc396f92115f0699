using System.Diagnostics;
using System.IO;

namespace NetVariants.Tool.Tests;

/// <summary>The built program, as its users start it.</summary>
internal static class ToolProgram
{
    // artifacts/bin/PROJECT/CONFIGURATION, for the tests as for the tool.
    private static readonly DirectoryInfo s_configuration = new(System.AppContext.BaseDirectory);

    /// <summary>The program's file.</summary>
    public static string File { get; } = Path.Combine(
        s_configuration.Parent!.Parent!.FullName, "NetVariants.Tool", s_configuration.Name, "NetVariants.Tool.dll");

    /// <summary>Runs it to its end.</summary>
    public static ToolRun Run(string? folder, params string[] arguments)
    {
        using var program = Start(folder, default, arguments);
        var errors = program.StandardError.ReadToEndAsync();
        var output = program.StandardOutput.ReadToEnd();
        program.WaitForExit();
        return new ToolRun(program.ExitCode, output, errors.Result);
    }

    /// <summary>Starts it.</summary>
    /// <param name="folder">Where it runs; null for here.</param>
    /// <param name="variable">What its environment has besides.</param>
    /// <param name="arguments">The command line.</param>
    public static Process Start(string? folder, (string Name, string Value) variable, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [File, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = folder ?? "",
        };
        if (variable.Name is not null)
            start.Environment[variable.Name] = variable.Value;
        return Process.Start(start)!;
    }
}
