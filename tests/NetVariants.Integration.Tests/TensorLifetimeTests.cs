using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using NetVariants.Samples.Imagenette;
using NetVariants.Tests;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using Network = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace NetVariants.Integration.Tests;

/// <summary>Generated code disposes what it makes: neither a scope nor the garbage collector has to clean up behind it.</summary>
public sealed class TensorLifetimeTests
{
    // Half a kilobyte a step: the smallest tensor takes more.
    private static readonly int s_steps = LongRun.IsOn ? 10_000 : 4_000;
    private static readonly long s_bound = s_steps / 2 * 512;

    /// <summary>The reports of the trainings, which run side by side.</summary>
    private static readonly Lazy<Dictionary<string, Task<string>>> s_memory = new(() =>
    {
        // All projects' outputs lie side by side: artifacts/bin/<project>/<configuration>.
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var benchmarks = Path.Combine(own.Parent!.Parent!.FullName, "NetVariants.Benchmarks", own.Name, "NetVariants.Benchmarks.dll");
        // .NET compiles what is called often once more, which takes up to 8 MiB, unless it compiles everything fully from the start.
        // A small first generation is full before the first count.
        (string, string)[] environment = [("DOTNET_TieredCompilation", "0"), ("DOTNET_GCgen0size", "0x400000")];
        return ((string[])["loop", "sgd", "adamw"]).ToDictionary(
            by => by,
            by => Task.Run(() => Command.Run(
                "dotnet", $"{benchmarks} training-memory --by {by} --steps {s_steps} --json", environment: environment)));
    });

    public static TheoryData<string> Names => [.. Grid.All.Select(info => info.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Forward_leaves_one_new_tensor(string name)
    {
        using var model = Grid.Create(name);
        AssertForwardLeavesOneTensor(model, Grid.All.Single(info => info.Name == name).InputShape);
    }

    [Theory]
    [InlineData("resnet14")]
    [InlineData("densenet83")]
    public void Forward_of_an_articles_network_leaves_one_new_tensor(string name)
    {
        using var model = Networks.Create(name);
        AssertForwardLeavesOneTensor(model, [3, 64, 64]);
    }

    /// <summary>In processes of their own (tests/NetVariants.Benchmarks), whose memory no other test has touched.</summary>
    [Theory]
    [InlineData("loop")]
    [InlineData("sgd")]
    [InlineData("adamw")]
    public async Task Training_leaves_nothing_behind(string by)
    {
        using var report = JsonDocument.Parse(await s_memory.Value[by]);

        // The first count is before the optimizer has state.
        JsonElement[] counts = [.. report.RootElement.EnumerateArray().Skip(1)];
        Assert.Equal(10, counts.Length);
        foreach (var handles in new[] { "liveTensors", "nativeHandles" })
            Assert.Single(counts.Select(count => count.GetProperty(handles).GetInt64()).Distinct());
        var resident = counts.ToDictionary(
            count => count.GetProperty("step").GetInt32(), count => count.GetProperty("residentBytes").GetInt64());
        var growth = resident[s_steps] - resident[s_steps / 2];
        Assert.True(growth <= s_bound, $"resident memory grew by {growth / 1024} KiB in the last {s_steps / 2} of {s_steps} steps");
    }

    private static void AssertForwardLeavesOneTensor(Network model, long[] shape)
    {
        // What other tests left to the collector is not to be counted while it goes.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var scope = NewDisposeScope();
        var images = rand([2, .. shape]);
        foreach (var training in new[] { true, false })
        {
            model.train(training);
            foreach (var grad in new[] { true, false })
            {
                using var mode = set_grad_enabled(grad);
                var (live, handles) = (DisposeScopeManager.Statistics.ThreadTotalLiveCount, Tensor.TotalCount);
                var output = model.call(images);
                Assert.Equal(1, DisposeScopeManager.Statistics.ThreadTotalLiveCount - live);
                Assert.Equal(1, Tensor.TotalCount - handles);
                Assert.True(scope.Contains(output));
            }
        }
    }
}
