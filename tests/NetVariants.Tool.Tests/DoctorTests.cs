using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Tool.Diagnosis;
using Xunit;

namespace NetVariants.Tool.Tests;

public sealed class DoctorTests
{
    private static readonly Machine s_machine = Machine.Current with
    {
        Platform = "linux-x64",
        Cores = 4,
        FreeBytes = 8L << 30,
        NvidiaDriver = null,
        Variables = new Dictionary<string, string>(),
    };

    [Fact]
    public void A_machine_on_which_torch_loads_is_all_right()
    {
        var run = ToolRun.Of("doctor");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains("0.107.0 with libtorch 2.10.0 loads and computes", run.LinesWith("TorchSharp ").First());
        Assert.Contains("torch computes on 2 threads", run.LinesWith("Threads").Single());
    }

    [Fact]
    public void Torch_that_does_not_load_is_an_error_with_its_reason()
    {
        var run = ToolRun.With(TorchProbe.Failed("The loader is unwell."), "doctor", "--json");

        Assert.Equal((1, ""), (run.ExitCode, run.Errors));
        var check = run.Json().GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("status").GetString() == "error");
        Assert.Equal("The loader is unwell.", check.GetProperty("text").GetString());
    }

    [Fact]
    public void Libtorch_that_nothing_has_needed_yet_is_no_error()
    {
        var run = ToolRun.With(TorchProbe.Failed("libtorch is not here.") with { IsToDownload = true }, "doctor");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains("the first 'train' or 'compare' downloads it", run.Output);
    }

    [Theory]
    [InlineData("win-x64", "issues/1567")]
    [InlineData("linux-arm64", "TorchSharp 0.107.0 has no native library for linux-arm64")]
    public void Platforms_without_TorchSharp_are_errors_and_known_limits(string platform, string limit)
    {
        var report = DoctorReport.From(ToolRun.Torch, s_machine with { Platform = platform });

        Assert.Contains(limit, Check(report, "Platform", CheckStatus.Error).Remedy, StringComparison.Ordinal);
        Assert.Contains(report.KnownLimits, text => text.Contains(limit, StringComparison.Ordinal));
        Assert.Contains(report.KnownLimits, text => text.Contains("TorchSharp-cuda-linux", StringComparison.Ordinal));
    }

    [Fact]
    public void A_driver_that_torch_does_not_use_calls_for_the_CUDA_package() => Assert.Contains(
        "TorchSharp-cuda-linux",
        Check(DoctorReport.From(ToolRun.Torch, s_machine with { NvidiaDriver = "NVRM 570" }), "CUDA", CheckStatus.Note).Remedy,
        StringComparison.Ordinal);

    [Fact]
    public void Threads_that_the_environment_limits_are_a_warning()
    {
        var machine = s_machine with { Variables = new Dictionary<string, string> { ["OMP_NUM_THREADS"] = "2" } };

        Assert.Equal(
            "Unset OMP_NUM_THREADS to use all cores.",
            Check(DoctorReport.From(ToolRun.Torch, machine), "Threads", CheckStatus.Warning).Remedy);
    }

    [Fact]
    public void Memory_names_the_limit_of_a_container_and_warns_of_little()
    {
        var machine = s_machine with { FreeBytes = 512L << 20, UsableBytes = 1L << 30, AllBytes = 64L << 30 };

        var check = Check(DoctorReport.From(ToolRun.Torch, machine), "Memory", CheckStatus.Warning);

        Assert.Equal("512.0 MiB free of 1,024.0 MiB that a limit leaves of the machine's 65,536.0 MiB", check.Text);
        Assert.NotNull(check.Remedy);
    }

    [Fact]
    public void A_system_without_the_Cpp_library_is_told_how_to_install_it() => Assert.Contains(
        "apt install libstdc++6",
        Check(DoctorReport.From(ToolRun.Torch, s_machine with { StandardCppLibrary = null }), "libstdc++", CheckStatus.Error).Remedy,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("kill -SEGV $$", "Loading torch ended the process with signal 11 (SIGSEGV).")]
    [InlineData("echo not this >&2; echo the reason >&2; exit 3", "ended the process with exit code 3. Its last line: the reason")]
    [InlineData("echo no JSON", "ended the process with exit code 0.")]
    public void A_crash_while_torch_loads_is_told(string script, string reason) =>
        Assert.Contains(reason, ProbeProcess.Run("/bin/sh", "-c", script).Failure, StringComparison.Ordinal);

    [Fact]
    public void A_program_that_does_not_start_is_told() =>
        Assert.Contains("'/nowhere/dotnet' does not start", ProbeProcess.Run("/nowhere/dotnet").Failure, StringComparison.Ordinal);

    private static Check Check(DoctorReport report, string name, CheckStatus status)
    {
        var check = report.Checks.Single(check => check.Name == name);
        Assert.Equal(status, check.Status);
        return check;
    }
}
