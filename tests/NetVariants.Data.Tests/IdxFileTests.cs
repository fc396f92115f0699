using System;
using System.IO;
using System.IO.Compression;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Data.Tests;

public sealed class IdxFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("images")]
    [InlineData("images.gz")]
    public void Shape_and_values_are_read(string name)
    {
        var path = Write(name, [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 10, 20, 30, 40, 50, 255]);

        var file = IdxFile.Read(path, rank: 3);

        Assert.Equal([2, 1, 3], file.Dimensions);
        Assert.Equal([10, 20, 30, 40, 50, 255], file.Values);
    }

    [Theory]
    [InlineData("1f 8b 08 01 00 00 00 00", "starts with the bytes 1f 8b")]
    [InlineData("00 00 0d 01 00 00 00 00", "type code 13")]
    [InlineData("00 00 08 03 00 00 00 00", "3 dimensions instead of 1")]
    [InlineData("00 00 08 01 00 00 00 03 01 02", "ends after 2 of 3 values")]
    [InlineData("00 00 08 01 00 00 00 01 01 02", "continues after its 1 values")]
    [InlineData("00 00 08 01 ff ff ff ff", "beyond what fits into memory")]
    [InlineData("00 00 08", "Unable to read beyond the end")]
    [InlineData("", "Unable to read beyond the end")]
    public void An_unexpected_file_is_reported_with_the_reason(string hex, string reason)
    {
        var path = Write("labels", Convert.FromHexString(hex.Replace(" ", "")));

        var error = Assert.Throws<InvalidDataException>(() => IdxFile.Read(path, rank: 1));

        Assert.Contains(path, error.Message);
        Assert.Contains(reason, error.Message);
    }

    [Fact]
    public void A_corrupt_archive_is_reported_by_name()
    {
        var path = Write("labels.gz", [0, 0, 8, 1, 0, 0, 0, 4, 1, 2, 3, 4]);
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..^12]);
        var plain = _folder.File("plain.gz");
        File.WriteAllBytes(plain, [0, 0, 8, 1]);

        Assert.All(
            [path, plain], file => Assert.Contains(file, Assert.Throws<InvalidDataException>(() => IdxFile.Read(file, rank: 1)).Message));
    }

    private string Write(string name, byte[] content)
    {
        var path = _folder.File(name);
        using var file = File.Create(path);
        using Stream stream = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        stream.Write(content);
        return path;
    }
}
