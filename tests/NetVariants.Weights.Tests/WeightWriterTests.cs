using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using NetVariants.Tests;
using NetVariants.Weights.Formats;
using Xunit;

namespace NetVariants.Weights.Tests;

public sealed class WeightWriterTests : IDisposable
{
    private static readonly float[] s_values = [1.5f, -2, 0, float.MaxValue, 1e-45f, 7];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("file.safetensors")]
    [InlineData("file.pth")]
    [InlineData("file.pt")]
    public void Written_tensors_are_read_back(string name)
    {
        var path = _folder.File(name);
        var weight = new WeightData(
            new WeightEntry("fc.weight", ElementType.Float32, [2, 3]), MemoryMarshal.AsBytes<float>(s_values).ToArray());
        WeightData[] tensors = [weight, .. ElementType.All.Where(type => type.Safetensors is not null).Select(Filled)];

        WeightWriter.Write(path, tensors);

        using var file = WeightFile.Open(path);
        Assert.Equal(tensors.Select(tensor => tensor.Entry.ToString()), file.Entries.Select(entry => entry.ToString()));
        Assert.All(tensors, tensor => Assert.Equal(tensor.Bytes.ToArray(), file.ReadBytes(tensor.Entry.Name)));
        Assert.Equal(s_values, MemoryMarshal.Cast<byte, float>(file.ReadBytes("fc.weight")).ToArray());

        static WeightData Filled(ElementType type) => new(new WeightEntry(type.Name, type, [3]), new byte[3 * type.Bytes]);
    }

    [Fact]
    public void Tensors_are_read_in_parts()
    {
        byte[] bytes = [.. Enumerable.Range(0, 24).Select(i => (byte)i)];
        WeightWriter.Write(_folder.File("a.pth"), [new WeightData(new WeightEntry("a", ElementType.Float32, [2, 3]), bytes)]);
        using var file = WeightFile.Open(_folder.File("a.pth"));
        var part = new byte[7];

        file.ReadBytes("a", part, start: 5);

        Assert.Equal(bytes[5..12], part);
        Assert.Throws<ArgumentOutOfRangeException>(() => file.ReadBytes("a", part, start: 18));
        Assert.Throws<ArgumentOutOfRangeException>(() => file.ReadBytes("a", part, start: -1));
    }

    [Fact]
    public void Parts_of_a_transposed_tensor_are_read()
    {
        var path = _folder.File("transposed.pth");
        using (var stream = File.Create(path))
        {
            const string Pickle = "}(X\u0001\0\0\0wctorch._utils\n_rebuild_tensor_v2\n((X\u0007\0\0\0storagectorch\nByteStorage\n"
                + "X\u0001\0\0\00X\u0003\0\0\0cpuK\u0006tQK\0(K\u0003K\u0002t(K\u0001K\u0003t\u0089}tRu.";
            var pickle = System.Text.Encoding.Latin1.GetBytes(Pickle);
            var zip = new ZipWriter(stream);
            zip.Add("archive/data.pkl", pickle.Length, target => target.Write(pickle));
            zip.Add("archive/data/0", 6, target => target.Write([1, 2, 3, 4, 5, 6]));
            zip.Finish();
        }

        using var file = WeightFile.Open(path);
        var part = new byte[3];
        file.ReadBytes("w", part, start: 2);

        Assert.Equal([1, 4, 2, 5, 3, 6], file.ReadBytes("w"));
        Assert.Equal([2, 5, 3], part);
    }

    [Fact]
    public void Invalid_tensors_are_rejected()
    {
        var tensor = new WeightData(new WeightEntry("a", ElementType.Float32, [1]), new byte[4]);

        Assert.Throws<ArgumentException>(() => WeightWriter.Write(_folder.File("a.pth"), [tensor with { Bytes = new byte[3] }]));
        Assert.Throws<ArgumentException>(() => WeightWriter.Write(_folder.File("a.pth"), [tensor, tensor]));
        Assert.Throws<ArgumentException>(() => WeightWriter.Write(_folder.File("a.bin"), [tensor]));
        Assert.Empty(Directory.EnumerateFiles(_folder.Path));
    }
}
