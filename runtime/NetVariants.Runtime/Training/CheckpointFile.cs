using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using NetVariants.Files;
using NetVariants.Modules;
using NetVariants.Training.Checkpoints;
using NetVariants.Weights;
using NetVariants.Weights.Formats;
using static TorchSharp.torch;

namespace NetVariants.Training;

/// <summary>
/// A checkpoint as one file: safetensors, whose texts hold the record and a SHA-256 over the record and every tensor. It is written as a
/// whole or not at all, and read as a whole before anything is believed.
/// </summary>
internal static class CheckpointFile
{
    private const string RecordName = "netvariants.checkpoint";
    private const string HashName = "sha256";

    private static readonly JsonSerializerOptions s_json = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
        RespectNullableAnnotations = true,
    };

    /// <summary>Writes a checkpoint, atomically.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, CheckpointRecord record, IReadOnlyList<(string Name, Tensor Tensor)> tensors)
    {
        var json = JsonSerializer.Serialize(record, s_json);
        var texts = new Dictionary<string, string> { [RecordName] = json, [HashName] = Hash(json, tensors) };
        AtomicFile.Write(path, stream => Safetensors.Write(stream, TensorBytes.Contents(tensors), texts));
    }

    /// <summary>Reads a checkpoint; its tensors belong to the current dispose scope.</summary>
    /// <exception cref="DamagedCheckpointException">It is damaged or no checkpoint.</exception>
    public static (CheckpointRecord Record, IReadOnlyList<(string Name, Tensor Tensor)> Tensors) Read(string path)
    {
        try
        {
            using var file = WeightFile.Open(path);
            if (!file.Metadata.TryGetValue(RecordName, out var json) || !file.Metadata.TryGetValue(HashName, out var hash))
                throw new DamagedCheckpointException(path, "it is not the checkpoint of a training");
            List<(string, Tensor)> tensors = [];
            foreach (var entry in file.Entries)
                tensors.Add((entry.Name, file.ReadWithTorchLoaded(entry.Name)));
            if (Hash(json, tensors) != hash)
                throw new DamagedCheckpointException(path, "its checksum is another");
            var record = JsonSerializer.Deserialize<CheckpointRecord>(json, s_json) ?? throw new JsonException("There is no record.");
            if (record.Format != CheckpointRecord.CurrentFormat)
            {
                throw new DamagedCheckpointException(
                    path, $"it has the format {record.Format}, and this version reads {CheckpointRecord.CurrentFormat}");
            }

            return record.Position.IsPossible
                ? (record, tensors)
                : throw new DamagedCheckpointException(path, "no training is at the place that it names");
        }
        catch (Exception error) when (error is WeightFileException or JsonException or ArgumentException)
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
        var last = Path.Combine(options.Folder, Checkpointer.Last);
        return options.Resume == ResumeMode.IfPresent && File.Exists(last) ? last : Path.Combine(options.Folder, Checkpointer.Previous);
    }

    /// <summary>Reads what a checkpoint says besides its tensors, unproven; null where it is damaged or not a checkpoint.</summary>
    public static CheckpointRecord? ReadRecord(string path)
    {
        try
        {
            using var file = WeightFile.Open(path);
            return file.Metadata.TryGetValue(RecordName, out var json) ? JsonSerializer.Deserialize<CheckpointRecord>(json, s_json) : null;
        }
        catch (Exception error) when (error is WeightFileException or JsonException or ArgumentException)
        {
            return null;
        }
    }

    private static string Hash(string json, IReadOnlyList<(string Name, Tensor Tensor)> tensors)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var stream = new HashStream(hash);
        hash.AppendData(Encoding.UTF8.GetBytes(json));
        foreach (var (name, tensor) in tensors)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            TensorBytes.Write(tensor, stream);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>A stream into a hash.</summary>
    private sealed class HashStream(IncrementalHash hash) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> buffer) => hash.AppendData(buffer);

        public override void Write(byte[] buffer, int offset, int count) => hash.AppendData(buffer, offset, count);

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
