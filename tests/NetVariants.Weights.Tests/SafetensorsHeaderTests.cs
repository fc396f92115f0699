using System;
using System.Buffers.Binary;
using System.IO;
using System.Text;
using Xunit;

namespace NetVariants.Weights.Tests;

/// <summary>Headers of safetensors files that contradict the file or the format.</summary>
public sealed class SafetensorsHeaderTests : WeightFolder
{
    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 4, "cannot lie at bytes 0 to 8 of 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}}""", 8, "cannot lie")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]}}""", 8, "cannot lie")]
    [InlineData("""{"a":{"dtype":"F32","shape":[9223372036854775807,9223372036854775807],"data_offsets":[0,8]}}""", 8, "cannot lie")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,8]}}""", 8, "is not of the form")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, "cannot lie")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""",
        4,
        "neither overlap")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""",
        12,
        "nor leave gaps")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""",
        8,
        "'a' is listed twice")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 9, "5 bytes follow the last tensor")]
    [InlineData("""{"a":{"dtype":"F4","shape":[1],"data_offsets":[0,4]}}""", 4, "cannot lie at bytes 0 to 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""", 4, "is not of the form")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"more":1}}""", 4, "is not of the form")]
    [InlineData("""{"a":7}""", 0, "is not of the form")]
    [InlineData("""{"__metadata__":{"a":1}}""", 0, "not a single object of strings")]
    [InlineData("""{"a":{"dtype":"F32","shape":[[[[[1]]]]],"data_offsets":[0,4]}}""", 4, "not JSON")]
    [InlineData("""{"a":""", 0, "not JSON")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "not JSON")]
    [InlineData("""{"a":{"dtype":"\ud800","shape":[1],"data_offsets":[0,4]}}""", 4, "not JSON")]
    [InlineData("""{"__metadata__":{"\udc00":"b"}}""", 0, "not JSON")]
    [InlineData("""{"__metadata__":{"a":"\udc00"}}""", 0, "not JSON")]
    [InlineData("""[1,2,3]""", 0, "does not begin with '{'")]
    public void An_invalid_safetensors_header_is_rejected(string header, int data, string reason)
    {
        var path = Folder.File("wrong.safetensors");
        var text = Encoding.UTF8.GetBytes(header);
        var file = new byte[8 + text.Length + data];
        BinaryPrimitives.WriteInt64LittleEndian(file, text.Length);
        text.CopyTo(file, 8);
        File.WriteAllBytes(path, file);

        Assert.Contains(reason, Assert.Throws<WeightFileException>(() => WeightFile.Open(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 63)]
    [InlineData(100_000_001UL)]
    [InlineData(1UL)]
    public void An_invalid_header_length_is_rejected(ulong length)
    {
        var path = Folder.File("wrong.safetensors");
        var file = new byte[64];
        BinaryPrimitives.WriteUInt64LittleEndian(file, length);
        File.WriteAllBytes(path, file);

        Assert.Contains(
            "not a weight file, or it is truncated",
            Assert.Throws<WeightFileException>(() => WeightFile.Open(path)).Message,
            StringComparison.Ordinal);
    }
}
