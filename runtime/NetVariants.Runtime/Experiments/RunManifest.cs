using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using NetVariants.Data;
using NetVariants.Files;
using NetVariants.Training;

namespace NetVariants.Experiments;

/// <summary>
/// What somebody needs to repeat a run, as <c>manifest.json</c>: the command, options, seeds, declarations, data, versions, machine and
/// times.
/// </summary>
public static class RunManifest
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>Writes <paramref name="path"/> atomically.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How the networks are trained.</param>
    /// <param name="seeds">With which seeds.</param>
    /// <param name="networks">Which networks.</param>
    /// <param name="data">On what.</param>
    /// <param name="environment">Where, with what, and since when.</param>
    /// <param name="ended">When it ended; null while it runs.</param>
    /// <param name="firstStarted">When the first run started, where this one resumes it; null where it is the first.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(
        string path,
        TrainerOptions options,
        IReadOnlyList<long> seeds,
        IEnumerable<VariantInfo> networks,
        DataSplits data,
        RunEnvironment environment,
        DateTimeOffset? ended,
        DateTimeOffset? firstStarted = null)
    {
        var manifest = new
        {
            Command = Environment.GetCommandLineArgs(),
            Started = firstStarted ?? environment.Started,
            Resumed = firstStarted is null ? (DateTimeOffset?)null : environment.Started,
            Ended = ended,
            // With the source's revision after the plus sign, where it was built from a repository.
            NetVariants = typeof(RunManifest).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion,
            environment.TorchSharp,
            environment.Torch,
            environment.Framework,
            environment.System,
            environment.Processor,
            environment.MemoryMib,
            environment.Devices,
            environment.DeviceNames,
            Seeds = seeds,
            Options = options,
            Networks = networks.Select(info => info.Declaration),
            Data = new
            {
                data.Name,
                Train = data.Train.Count,
                Validation = data.Validation.Count,
                Test = data.Test.Count,
                Shape = data.Train.Shape.ToString(),
                data.Train.Classes,
            },
        };
        AtomicFile.WriteText(path, JsonSerializer.Serialize(manifest, s_json) + "\n");
    }

    /// <summary>When the run of a manifest first started; null where there is none that has it.</summary>
    internal static DateTimeOffset? StartOf(string path) => Read(path, manifest => manifest.GetProperty("started").GetDateTimeOffset());

    /// <summary>The batch size of the run of a manifest; null where there is none that has it.</summary>
    internal static int? BatchSizeOf(string path) =>
        Read(path, manifest => manifest.GetProperty("options").GetProperty("batchSize").GetInt32()) is { } size and > 0 ? size : null;

    private static T? Read<T>(string path, Func<JsonElement, T> read)
        where T : struct
    {
        try
        {
            using var manifest = JsonDocument.Parse(File.ReadAllText(path));
            return read(manifest.RootElement);
        }
        catch (Exception error) when (error is IOException or JsonException or KeyNotFoundException or InvalidOperationException
            or FormatException)
        {
            return null;
        }
    }
}
