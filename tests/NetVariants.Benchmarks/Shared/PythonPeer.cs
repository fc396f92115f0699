using System;
using System.Diagnostics;
using System.Globalization;
using NetVariants.Tests;
using NetVariants.Tests.Peers;

namespace NetVariants.Benchmarks.Shared;

/// <summary>A script of tests/peers in a process of its own, which answers each line with a number.</summary>
internal sealed class PythonPeer : IDisposable
{
    private readonly string _script;
    private readonly Process _process;

    public PythonPeer(string script, params string[] arguments)
    {
        _script = "tests/peers/" + script;
        _process = Process.Start(new ProcessStartInfo(PeerInstallation.Interpreter, [Repository.PathOf(_script), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    /// <summary>Asks, and waits for the number.</summary>
    public double Ask(string question = "")
    {
        _process.StandardInput.WriteLine(question);
        _process.StandardInput.Flush();
        return double.Parse(ReadLine(), CultureInfo.InvariantCulture);
    }

    /// <summary>The next line that it writes.</summary>
    public string ReadLine() => _process.StandardOutput.ReadLine()
        ?? throw new InvalidOperationException($"{_script} ended: its error is above.");

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
