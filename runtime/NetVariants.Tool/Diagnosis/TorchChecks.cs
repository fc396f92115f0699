using System;
using System.IO;
using System.Linq;

namespace NetVariants.Tool.Diagnosis;

/// <summary>The checks of TorchSharp and what it needs of the system.</summary>
internal static class TorchChecks
{
    // What TorchSharp's library uses, and what it names besides, in versions of GCC's C++ library.
    private const int UsedCppVersion = 30;
    private const int NamedCppVersion = 32;

    private const string Spin = "GOMP_SPINCOUNT";
    private const string Wait = "OMP_WAIT_POLICY";

    /// <summary>Whether TorchSharp is built for the platform.</summary>
    public static Check Platform(Machine machine)
    {
        var text = $"{machine.Platform}, {machine.SystemName}, {machine.Framework}";
        return LibTorch.LimitOf(machine.Platform) is { } limit
            ? new Check("Platform", CheckStatus.Error, text, limit)
            : new Check("Platform", CheckStatus.Ok, text);
    }

    /// <summary>Whether TorchSharp and libtorch load.</summary>
    public static Check Loads(TorchProbe torch, Machine machine)
    {
        if (torch.Failure is null)
            return new Check("TorchSharp", CheckStatus.Ok, $"{torch.TorchSharp} with {torch.Libtorch} loads and computes");
        if (torch.IsToDownload)
        {
            return new Check(
                "TorchSharp",
                CheckStatus.Note,
                torch.Failure,
                "Nothing: the first 'train' or 'compare' downloads it by NuGet, and so does a project that references it.");
        }

        var isPlatforms = LibTorch.LimitOf(machine.Platform) is not null;
        return new Check(
            "TorchSharp",
            CheckStatus.Error,
            torch.Failure,
            isPlatforms
                ? null
                : $"A project needs the package {LibTorch.PackageId} {LibTorch.Version}; all verbs but train and compare work "
                    + "without torch.");
    }

    /// <summary>The C++ library's version.</summary>
    public static Check CppLibrary(Machine machine)
    {
        const string Name = "libstdc++";
        if (!machine.Platform.StartsWith("linux-", StringComparison.Ordinal))
            return new Check(Name, CheckStatus.Ok, "matters on Linux alone");
        if (machine.CppVersion == 0)
        {
            return new Check(
                Name, CheckStatus.Error, "libstdc++.so.6 is not there", "Install it (Debian, Ubuntu: apt install libstdc++6).");
        }

        var text = $"{machine.StandardCppLibrary} has GLIBCXX_3.4.{machine.CppVersion}";
        return machine.CppVersion switch
        {
            >= NamedCppVersion => new Check(Name, CheckStatus.Ok, text),
            >= UsedCppVersion => new Check(
                Name,
                CheckStatus.Note,
                $"{text}; TorchSharp's own library names 3.4.{NamedCppVersion} and does not load, the copy that the build makes does",
                "Reference the package NetVariants in the application's own project: its build makes the copy."),
            _ => new Check(
                Name,
                CheckStatus.Error,
                $"{text}, and TorchSharp needs 3.4.{UsedCppVersion}",
                "Run on a newer system: Debian 12, Ubuntu 22.04 or later."),
        };
    }

    /// <summary>The library of OpenMP, and how its threads wait.</summary>
    public static Check OpenMp(TorchProbe torch, Machine machine)
    {
        const string Name = "libgomp";
        var file = torch.Libraries.FirstOrDefault(path => Path.GetFileName(path).StartsWith(Name, StringComparison.Ordinal));
        var text = file is null ? "not loaded" : file;
        string[] set = [.. new[] { Spin, Wait }.Where(machine.Variables.ContainsKey).Select(name => $"{name}={machine.Variables[name]}")];
        return set.Length == 0
            ? new Check(Name, CheckStatus.Ok, $"{text}; programs that reference NetVariants set {Spin}=3000")
            : new Check(
                Name,
                CheckStatus.Note,
                $"{text}; the environment has {string.Join(" and ", set)}, which stays in force",
                "Without it, programs set a value with which training stays fast beside other busy processes.");
    }
}
