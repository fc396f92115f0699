using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;

namespace NetVariants.CommandLine.Tests;

/// <summary>A sample as its users run it: a process with a command line, exit code and output.</summary>
internal sealed partial class SampleProgram : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    public SampleProgram(string sample, params string[] arguments)
    {
        // artifacts/bin/PROJECT/CONFIGURATION, for the tests as for the sample.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(configuration.Parent!.Parent!.FullName, sample, configuration.Name, sample + ".dll");
        // Who starts tests in the background has them, and what they start, ignore Ctrl-C.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Note(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Note(_errors, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Called with each line of output, on another thread.</summary>
    public Action<string>? OnLine { get; set; }

    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    public string Errors => _errors.ToString();

    /// <summary>Waits for the end and returns the exit code.</summary>
    public int Wait()
    {
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>Sends a signal by its number; not every system has a program for that.</summary>
    public void Send(int signal)
    {
        if (Kill(_process.Id, signal) != 0)
            throw new Win32Exception();
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private void Note(StringBuilder text, string? line)
    {
        if (line is null)
            return;
        lock (_output)
            text.AppendLine(line);
        OnLine?.Invoke(line);
    }
}
