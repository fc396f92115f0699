using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using NetVariants.Files;
using NetVariants.Modules;
using NetVariants.Weights;
using NetVariants.Weights.Formats;
using static TorchSharp.torch;

namespace NetVariants.Training.Checkpoints;

/// <summary>
/// A checkpoint as one file: safetensors, whose texts hold a record in JSON and a SHA-256 over the record and every tensor. It is written
/// as a whole or not at all, and read as a whole before anything is believed.
/// </summary>
internal static class CheckpointFile
{
    /// <summary>What a training resumes from.</summary>
    public const string Last = "last.checkpoint";

    /// <summary>The one before it.</summary>
    public const string Previous = "previous.checkpoint";

    private const string RecordName = "netvariants.checkpoint";
    private const string HashName = "sha256";

    /// <summary>Writes a checkpoint, atomically.</summary>
    /// <param name="path">The file.</param>
    /// <param name="record">What it says besides its tensors.</param>
    /// <param name="contents">The tensors; each is written more than once, into the checksum and into the file.</param>
    /// <param name="weights">What a reader of its weights alone has to know.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(
        string path,
        string record,
        IReadOnlyList<TensorContent> contents,
        IReadOnlyDictionary<string, string> weights)
    {
        var texts = new Dictionary<string, string>(weights) { [RecordName] = record, [HashName] = Hash(record, contents) };
        AtomicFile.Write(path, stream => Safetensors.Write(stream, contents, texts));
    }

    /// <summary>Reads a checkpoint; its tensors belong to the current dispose scope.</summary>
    /// <exception cref="DamagedCheckpointException">It is damaged or no checkpoint.</exception>
    public static (string Record, IReadOnlyList<(string Name, Tensor Tensor)> Tensors) Read(string path)
    {
        List<(string, Tensor)> tensors = [];
        var record = ReadThrough(path, (file, name) =>
        {
            var tensor = file.ReadWithTorchLoaded(name);
            tensors.Add((name, tensor));
            return tensor;
        });
        return (record, tensors);
    }

    /// <summary>Checks a checkpoint, with one of its tensors in memory at a time, and reads its record.</summary>
    /// <exception cref="DamagedCheckpointException">It is damaged or no checkpoint.</exception>
    public static string Check(string path)
    {
        using var scope = NewDisposeScope();
        Tensor? last = null;
        return ReadThrough(path, (file, name) =>
        {
            last?.Dispose();
            return last = file.ReadWithTorchLoaded(name);
        });
    }

    private static string ReadThrough(string path, Func<WeightFile, string, Tensor> read)
    {
        try
        {
            using var file = WeightFile.Open(path);
            if (!file.Metadata.TryGetValue(RecordName, out var record) || !file.Metadata.TryGetValue(HashName, out var hash))
                throw new DamagedCheckpointException(path, "it is not the checkpoint of a training");
            var contents = file.Entries.Select(
                entry => new TensorContent(entry, stream => TensorBytes.Write(read(file, entry.Name), stream)));
            return Hash(record, contents) == hash ? record : throw new DamagedCheckpointException(path, "its checksum is another");
        }
        catch (Exception error) when (error is WeightFileException or ArgumentException)
        {
            throw new DamagedCheckpointException(path, (error as WeightFileException)?.Reason ?? error.Message, inner: error);
        }
    }

    /// <summary>The file that a training would resume from, which need not be there; null where it starts over.</summary>
    public static string? ToResume(CheckpointOptions options)
    {
        if (options.Resume == ResumeMode.Never)
            return null;
        // A kill between two renames leaves the previous one alone.
        var last = Path.Combine(options.Folder, Last);
        return options.Resume == ResumeMode.IfPresent && File.Exists(last) ? last : Path.Combine(options.Folder, Previous);
    }

    /// <summary>Reads the record alone, unproven; null where the file is damaged or not a checkpoint.</summary>
    public static string? ReadRecord(string path)
    {
        try
        {
            using var file = WeightFile.Open(path);
            return file.Metadata.GetValueOrDefault(RecordName);
        }
        catch (Exception error) when (error is WeightFileException or ArgumentException)
        {
            return null;
        }
    }

    private static string Hash(string record, IEnumerable<TensorContent> contents)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var stream = new SinkStream(hash.AppendData);
        hash.AppendData(Encoding.UTF8.GetBytes(record));
        foreach (var content in contents)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(content.Entry.Name));
            content.Write(stream);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
