using System;
using System.Diagnostics;
using NetVariants.Tests;
using NetVariants.Tests.Peers;
using Xunit;

namespace NetVariants.Onnx.Tests;

/// <summary>The checker of Debian's python3-onnx.</summary>
internal static class OnnxChecker
{
    private static readonly Lazy<Process> s_process = new(Start);

    /// <summary>Asserts that a file is valid ONNX.</summary>
    public static void Accept(string path)
    {
        var process = s_process.Value;
        process.StandardInput.WriteLine(path);
        process.StandardInput.Flush();
        Assert.Equal("ok", process.StandardOutput.ReadLine());
    }

    private static Process Start()
    {
        var process = Process.Start(new ProcessStartInfo(PeerInstallation.Interpreter, [Repository.PathOf("tests/peers/onnx_check.py")])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => process.StandardInput.Close();
        return process;
    }
}
