using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using NetVariants.Tests;
using NetVariants.Weights.Formats;
using NetVariants.Weights.Pickle;
using Xunit;

namespace NetVariants.Weights.Tests;

/// <summary>A folder of small weight files for a test, and what it asserts of the files that are refused.</summary>
public abstract class WeightFolder : IDisposable
{
    private protected static WeightData[] State { get; } =
    [
        Tensor("conv.weight", ElementType.Float32, 2, 1, 3, 3),
        Tensor("conv.bias", ElementType.Float32, 2),
        Tensor("norm.weight", ElementType.Float32, 2),
        Tensor("norm.bias", ElementType.Float32, 2),
        Tensor("norm.running_mean", ElementType.Float32, 2),
        Tensor("norm.running_var", ElementType.Float32, 2),
        Tensor("norm.num_batches_tracked", ElementType.Int64),
    ];

    private protected TemporaryFolder Folder { get; } = new();

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected void AssertRefused(byte[] pickle, string reason, byte[]? storage = null, long? allocated = null)
    {
        var path = Archive(pickle, storage ?? []);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var error = Assert.Throws<WeightFileException>(() => WeightFile.Open(path));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, allocated ?? ((200L * pickle.Length) + (1 << 20)));
    }

    private protected static void AssertRefusedInLittleMemory(string path, string reason)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        var error = Assert.Throws<WeightFileException>(() => WeightFile.Open(path));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    /// <summary>Saves the tensors as the file's name says.</summary>
    private protected static void Save(string path)
    {
        if (Path.GetFileName(path) is "legacy.pth")
        {
            using var stream = File.Create(path);
            stream.Write(
                Encoding.Latin1.GetBytes(
                    "\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019.\u0080\u0002M\u00e9\u0003.\u0080\u0002}."));
            stream.Write(StateDictPickler.Dump([.. State.Select(tensor => tensor.Entry)]));
            stream.Write(Encoding.Latin1.GetBytes($"]({string.Concat(State.Select((_, i) => $"X\u0001\0\0\0{i}"))}e."));
            foreach (var tensor in State)
            {
                stream.Write(BitConverter.GetBytes(tensor.Entry.Count));
                stream.Write(tensor.Bytes.Span);
            }

            return;
        }

        WeightWriter.Write(path, State);
        if (Path.GetFileName(path) is not ("deflated.pth" or "bomb.pth"))
            return;
        var stored = path + ".stored";
        File.Move(path, stored);
        using ZipArchive source = ZipFile.OpenRead(stored), target = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var entry in source.Entries)
        {
            using Stream from = entry.Open(), to = target.CreateEntry(entry.FullName, CompressionLevel.Optimal).Open();
            from.CopyTo(to);
        }
    }

    private protected string Archive(byte[] pickle, byte[] storage)
    {
        var path = Folder.File("archive.pth");
        using var stream = File.Create(path);
        var zip = new ZipWriter(stream);
        zip.Add("archive/data.pkl", pickle.Length, target => target.Write(pickle));
        zip.Add("archive/data/0", storage.Length, target => target.Write(storage));
        zip.Finish();
        return path;
    }

    private protected static List<byte[]> Read(string path)
    {
        using var file = WeightFile.Open(path);
        file.Verify(file.Entries.Select(entry => entry.Name));
        return [.. file.Entries.Select(entry => file.ReadBytes(entry.Name))];
    }

    /// <summary>Where the first tensor's elements are in the file.</summary>
    private protected static int Find(byte[] file) => file.AsSpan().IndexOf(State[0].Bytes.Span);

    private static WeightData Tensor(string name, ElementType type, params long[] shape)
    {
        var entry = new WeightEntry(name, type, shape);
        return new WeightData(entry, Enumerable.Range(0, (int)entry.Bytes).Select(i => (byte)((i * 37) + name.Length)).ToArray());
    }
}
