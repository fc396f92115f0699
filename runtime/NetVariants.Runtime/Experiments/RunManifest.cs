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

    /// <summary>When the run of a manifest first started, and its batch size; null for what the file does not have.</summary>
    internal static (DateTimeOffset? Started, int? BatchSize) Read(string path)
    {
        try
        {
            using var manifest = JsonDocument.Parse(File.ReadAllText(path));
            var size = Find(manifest, root => root.GetProperty("options").GetProperty("batchSize").GetInt32());
            return (Find(manifest, root => root.GetProperty("started").GetDateTimeOffset()), size > 0 ? size : null);
        }
        catch (Exception error) when (error is IOException or JsonException)
        {
            return default;
        }
    }

    private static T? Find<T>(JsonDocument manifest, Func<JsonElement, T> read)
        where T : struct
    {
        try
        {
            return read(manifest.RootElement);
        }
        catch (Exception error) when (error is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
