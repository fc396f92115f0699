using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using NetVariants.Runtime.Tests.Reports;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Runtime.Tests.Training.Checkpoints;

/// <summary>A training in a process of its own (tests/InterruptedTraining) that is killed without warning, again and again.</summary>
public sealed class KilledProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Sgd", 20)]
    [InlineData("AdamW", 4)]
    public void A_training_killed_at_random_resumes_to_the_same_bits(string optimizer, int kills)
    {
        var whole = _folder.File("whole");
        var clock = Stopwatch.StartNew();
        Run(whole, optimizer, limit: null);
        var seconds = (int)clock.Elapsed.TotalMilliseconds;

        var killed = _folder.File("killed");
        var random = new Random(11);
        for (var i = 0; i < kills; i++)
        {
            // From the start of the process to a little beyond its first checkpoints; later runs get further.
            Assert.False(
                Run(killed, optimizer, TimeSpan.FromMilliseconds(random.Next(50, Math.Max(100, seconds))))
                    && !File.Exists(Numbers(killed)));
            if (File.Exists(Numbers(killed)))
            {
                // It was faster than the kill: what it wrote is forgotten, and the last checkpoint is resumed.
                File.Delete(Numbers(killed));
                File.Delete(Path.Combine(killed, "last.checkpoint"));
            }
        }

        Run(killed, optimizer, limit: null);

        Assert.Equal(File.ReadAllLines(Numbers(whole)), File.ReadAllLines(Numbers(killed)));
        Assert.Equal(
            Directory.EnumerateFiles(whole, "*.safetensors").Select(Path.GetFileName).Order(),
            Directory.EnumerateFiles(killed, "*.safetensors").Select(Path.GetFileName).Order());
        Assert.Equal(Log(whole), Log(killed));
    }

    private static IEnumerable<(long Step, string Tag, float Number)> Log(string folder) =>
        EventLog.Values(folder).Select(entry => (entry.Step, entry.Value.Tag, entry.Value.SimpleValue));

    private static string Numbers(string folder) => Path.Combine(folder, "numbers.txt");

    /// <summary>Runs the program, to its end or until it is killed; tells whether it ended by itself.</summary>
    private static bool Run(string folder, string optimizer, TimeSpan? limit)
    {
        var start = new ProcessStartInfo("dotnet", [TestProgram.PathOf("InterruptedTraining"), folder, optimizer])
        {
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        // A collection can take the Scalar that TorchSharp's batch normalization has just handed to libtorch: none happens here.
        start.Environment["DOTNET_GCgen0size"] = "0x20000000";
        using var process = Process.Start(start)!;
        if (limit is { } time && !process.WaitForExit(time))
        {
            process.Kill();
            process.WaitForExit();
            return false;
        }

        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors);
        return true;
    }
}
