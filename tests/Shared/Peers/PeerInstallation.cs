using System;
using System.ComponentModel;
using System.Diagnostics;

namespace NetVariants.Tests.Peers;

/// <summary>The distribution's Python with PyTorch, torchvision and onnx.</summary>
internal static class PeerInstallation
{
    /// <summary>Debian's interpreter, for which its python3-torch is built; another one first on the PATH has other modules.</summary>
    public const string Interpreter = "/usr/bin/python3";

    private static readonly Lazy<string?> s_absence = new(FindAbsence);

    /// <summary>Why PyTorch cannot be asked, with the remedy; <see langword="null"/> where it can.</summary>
    public static string? Missing => s_absence.Value;

    private static string? FindAbsence()
    {
        // Finding a module's file takes milliseconds, importing torch seconds. An installation that is there but broken fails the tests.
        const string Program =
            "import importlib.util as u; print(*[m for m in ('onnx', 'torch', 'torchvision') if u.find_spec(m) is None])";
        try
        {
            var start = new ProcessStartInfo(Interpreter, ["-c", Program]) { UseShellExecute = false, RedirectStandardOutput = true };
            using var process = Process.Start(start)!;
            var absent = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return absent.Length == 0 && process.ExitCode == 0 ? null
                : $"{Interpreter} has no {absent.Replace(" ", ", ")}: apt-get install python3-onnx python3-torch python3-torchvision";
        }
        catch (Win32Exception)
        {
            return $"{Interpreter} is missing: apt-get install python3-onnx python3-torch python3-torchvision";
        }
    }
}
