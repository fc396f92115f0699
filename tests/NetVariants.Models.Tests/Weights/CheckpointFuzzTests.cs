using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using NetVariants.Tests;
using NetVariants.Tests.Peers;
using NetVariants.Weights;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Models.Tests.Weights;

/// <summary>
/// Checkpoints from a grammar of Python objects around a state dict (tests/peers/checkpoints.py): what PyTorch loads is loaded with equal
/// numbers, or refused with a message that names an entry; nothing else is thrown, and nothing is executed.
/// </summary>
public sealed class CheckpointFuzzTests : IDisposable
{
    private const int Checkpoints = 2000;
    private const int Batch = 100;

    private static readonly string[] s_networks = ["vgg", "vgg_norm", "resnet", "resnet_bottleneck", "densenet"];
    private static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PeerFact]
    public void Files_that_PyTorch_loads_load_or_are_rejected_by_name_without_executing_code()
    {
        var networks = Small.All.Where(info => s_networks.Contains(info.Name)).ToDictionary(info => info.Declaration, info => info.Name);
        var (accepted, loaded) = (0, 0);
        List<string> problems = [];
        for (var batch = 0; batch < LongRun.Count(Checkpoints) / Batch; batch++)
        {
            using var scope = NewDisposeScope();
            var states = Peer.Run(
                $"import checkpoints\nstates = checkpoints.make('{_folder.Path}', {batch}, {Batch}, "
                    + $"{JsonSerializer.Serialize(networks.Keys)})", null, "states");
            foreach (var tried in JsonSerializer.Deserialize<Case[]>(File.ReadAllText(_folder.File("cases.json")), s_json)!)
            {
                var expected = states.GetValueOrDefault($"states.{Path.GetFileNameWithoutExtension(tried.File)}");
                Assert.Equal(tried.Accepted, expected is not null);
                var problem = Try(tried, networks[tried.Network], expected, out var isLoaded);
                accepted += tried.Accepted ? 1 : 0;
                loaded += tried.Accepted && isLoaded ? 1 : 0;
                if (problem is not null)
                    problems.Add($"batch {batch}, {tried.File}: {problem}");
            }
        }

        Assert.True(problems.Count == 0, $"{problems.Count} problems:\n{string.Join("\n", problems.Take(40))}");
        // A grammar of which PyTorch refuses everything, or a reader that refuses everything by name, would prove nothing.
        Assert.InRange(accepted, LongRun.Count(Checkpoints) / 3, LongRun.Count(Checkpoints));
        Assert.InRange(loaded, accepted * 9 / 10, accepted);
    }

    private string? Try(Case tried, string network, Tensor? expected, out bool isLoaded)
    {
        using var scope = NewDisposeScope();
        using var model = Small.Create(network);
        var options = new LoadOptions
        {
            Key = tried.Key,
            StripPrefixes = tried.Prefix.Length > 0 ? [tried.Prefix] : [],
            Layout = tried.OldNames ? "legacy" : null,
            ConvertTypes = tried.Converts,
        };
        isLoaded = false;
        string? problem = null;
        try
        {
            model.LoadWeights(_folder.File(tried.File), options);
            isLoaded = true;
            // PyTorch wants the counters where the state dict says that it is new enough to have them.
            if (expected is null && tried.Counters)
                problem = "PyTorch refuses it";
            else if (expected is not null && !StateOf(model).bytes.SequenceEqual(expected.bytes))
                problem = "other numbers than PyTorch's";
        }
        catch (Exception error) when (error is WeightFileException or WeightMismatchException)
        {
            if (!tried.Entries.Any(entry => error.Message.Contains($"'{entry}'", StringComparison.Ordinal)))
                problem = $"no entry is named: {error.Message}";
        }
        catch (Exception error)
        {
            problem = error.ToString();
        }

        return File.Exists(_folder.File("executed")) ? "the pickle was executed" : problem;
    }

    private static Tensor StateOf(Module model) =>
        cat(
            [.. model.state_dict()
                .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => pair.Value.to(ScalarType.Float64).flatten())]);

    private sealed record Case(
        string File,
        string Network,
        string? Key,
        string Prefix,
        bool OldNames,
        bool Converts,
        bool Counters,
        bool Accepted,
        string[] Entries);
}
