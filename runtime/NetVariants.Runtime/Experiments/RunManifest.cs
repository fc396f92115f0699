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
using NetVariants.Training.Checkpoints;

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
        RespectNullableAnnotations = true,
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
        VariantInfo[] all = [.. networks];
        var manifest = new ManifestContent
        {
            Command = Environment.GetCommandLineArgs(),
            Started = firstStarted ?? environment.Started,
            Resumed = firstStarted is null ? null : environment.Started,
            Ended = ended,
            // With the source's revision after the plus sign, where it was built from a repository.
            NetVariants = typeof(RunManifest).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion,
            TorchSharp = environment.TorchSharp,
            Torch = environment.Torch,
            Framework = environment.Framework,
            System = environment.System,
            Processor = environment.Processor,
            MemoryMib = environment.MemoryMib,
            Devices = environment.Devices,
            DeviceNames = environment.DeviceNames,
            Seeds = seeds,
            Options = options,
            Networks = [.. all.Select(info => info.Declaration)],
            Bases = all.Where(info => info.BaseDeclaration is not null).ToDictionary(info => info.Name, info => info.BaseDeclaration!),
            Data = new ManifestData(
                data.Name,
                data.Train.Count,
                data.Validation.Count,
                data.Test.Count,
                data.Train.Shape.ToString(),
                data.Train.Classes),
        };
        AtomicFile.WriteText(path, JsonSerializer.Serialize(manifest, s_json) + "\n");
    }

    /// <summary>The manifest of a comparison's folder.</summary>
    internal static string PathIn(string folder) => Path.Combine(folder, "manifest.json");

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="DamagedCheckpointException">It is not valid.</exception>
    internal static ManifestContent Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<ManifestContent>(File.ReadAllText(path), s_json) ?? throw new JsonException("It is empty");
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            throw new DamagedCheckpointException(path, error.Message, inner: error);
        }
    }

    /// <summary>When the run of a manifest first started, and its batch size; null for what the file does not have.</summary>
    internal static (DateTimeOffset? Started, int? BatchSize) FindStart(string path)
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
