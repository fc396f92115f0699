using System;
using System.IO;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.SystemTorch.Tests.Engine;

/// <summary>TorchSharp's file format: type, dimensions and extents as LEB128, then the elements.</summary>
public sealed class FileTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void A_file_holds_type_shape_and_elements()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        tensor(new short[] { 1, -1 }).broadcast_to(200, 2).Save(writer);
        Assert.Equal(new byte[] { 2, 2, 0xC8, 0x01, 2, 1, 0, 0xFF, 0xFF, 1, 0 }, stream.ToArray()[..11]);
        Assert.Equal(5 + (200 * 2 * 2), stream.Length);
    }

    [Fact]
    public void What_was_saved_loads()
    {
        var file = Path.GetTempFileName();
        try
        {
            var saved = randn(3, 5).t();
            saved.Save(file);
            Assert.True(saved.Equals(Tensor.Load(file)));
            using var reader = new BinaryReader(File.OpenRead(file));
            var target = zeros(3, 5).t();
            target.Load(reader);
            Assert.True(saved.Equals(target));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Another_type_or_shape_is_refused()
    {
        Assert.Throws<ArgumentException>(() => zeros(3, float64).Load(Written(ones(3))));
        Assert.Throws<ArgumentException>(() => zeros(4).Load(Written(ones(3))));
        Assert.Throws<EndOfStreamException>(() => zeros(3).Load(new BinaryReader(new MemoryStream([6, 1, 3, 0]))));
    }

    [Fact]
    public void Skipping_passes_over_the_elements()
    {
        using var reader = Written(ones(3));
        var target = zeros(3);
        target.Load(reader, skip: true);
        Assert.Equal((0f, reader.BaseStream.Length), (target.sum().item<float>(), reader.BaseStream.Position));
    }

    private static BinaryReader Written(Tensor tensor)
    {
        var stream = new MemoryStream();
        tensor.Save(new BinaryWriter(stream));
        stream.Position = 0;
        return new BinaryReader(stream);
    }
}
