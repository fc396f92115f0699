using System;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace NetVariants.Tool.Tests;

/// <summary>The built program, as its users start it.</summary>
public sealed class ProgramTests
{
    [Theory]
    [InlineData(0, "describe", "resnet14")]
    [InlineData(1, "describe", "ResNetVariant(\"n\", \"2,x\")")]
    [InlineData(2, "describe")]
    public void Its_exit_code_says_how_it_went(int exitCode, params string[] arguments)
    {
        var run = ToolProgram.Run(null, arguments);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Equal(exitCode == 0, run.Output.StartsWith("resnet14: ", StringComparison.Ordinal));
        Assert.Equal(exitCode != 0, run.Errors.Length > 0);
    }

    /// <summary>To load either takes longer than all the rest.</summary>
    [Fact]
    public void Describing_loads_neither_Roslyn_nor_torch()
    {
        using var program = ToolProgram.Start(
            null, ("DOTNET_STARTUP_HOOKS", typeof(ProgramTests).Assembly.Location), "describe", "resnet14");
        var lines = program.StandardOutput.ReadToEnd().Split('\n');
        program.WaitForExit();

        var loaded = lines.Single(line => line.StartsWith(StartupHook.Prefix, StringComparison.Ordinal));
        Assert.Contains("NetVariants.Core", loaded, StringComparison.Ordinal);
        Assert.DoesNotContain("TorchSharp", loaded, StringComparison.Ordinal);
        Assert.DoesNotContain("Microsoft.CodeAnalysis", loaded, StringComparison.Ordinal);
    }

    [Fact]
    public void Doctor_loads_torch_in_a_process_of_its_own()
    {
        var run = ToolProgram.Run(null, "doctor", "--json");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        var torch = JsonDocument.Parse(run.Output).RootElement.GetProperty("checks").EnumerateArray()
            .Single(check => check.GetProperty("name").GetString() == "TorchSharp");
        Assert.Contains("loads and computes", torch.GetProperty("text").GetString(), StringComparison.Ordinal);
    }
}
