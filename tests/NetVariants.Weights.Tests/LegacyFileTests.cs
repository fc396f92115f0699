using System;
using System.Buffers.Binary;
using System.IO;
using System.Text;
using Xunit;

namespace NetVariants.Weights.Tests;

/// <summary>Damaged files in PyTorch's format before 1.6.</summary>
public sealed class LegacyFileTests : WeightFolder
{
    [Fact]
    public void A_legacy_file_that_claims_more_than_it_has_is_rejected()
    {
        var path = Folder.File("legacy.pth");
        Save(path);
        var file = File.ReadAllBytes(path);
        var first = Find(file) - 8;

        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(first), long.MaxValue / 4);
        File.WriteAllBytes(path, file);
        AssertRefusedInLittleMemory(path, "it ends within its storage '0'");

        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(first), -1);
        File.WriteAllBytes(path, file);
        AssertRefusedInLittleMemory(path, "it ends within its storage '0'");
    }

    [Theory]
    [InlineData("\u0080\u0002]q\0.", "it is a pickle that torch.save did not write")]
    [InlineData(
        "\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019.K\u0001.", "in a version of PyTorch's old format that is not read")]
    [InlineData("\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019.M\u00e9\u0003.}X\u000d\0\0\0little_endian\u0089s.", "big-endian")]
    [InlineData("\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019.M\u00e9\u0003.}.}.N.", "the list of its storages is missing")]
    [InlineData(
        "\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019.M\u00e9\u0003.}.}.]X\u0001\0\0\00a.", "names one that nothing refers to")]
    [InlineData("\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019.M\u00e9\u0003.}.X\u00ff\u00ff\u00ff\u007f", "ends too early")]
    public void An_invalid_legacy_file_is_rejected(string content, string reason)
    {
        var path = Folder.File("wrong.pth");
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes(content));

        AssertRefusedInLittleMemory(path, reason);
    }
}
