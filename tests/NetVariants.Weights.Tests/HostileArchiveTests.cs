using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using Xunit;

namespace NetVariants.Weights.Tests;

/// <summary>Zip archives whose directory or members claim what they do not hold.</summary>
public sealed class HostileArchiveTests : WeightFolder
{
    [Fact]
    public void A_zip_bomb_is_rejected_by_its_directory()
    {
        var path = Folder.File("bomb.pth");
        using (var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create))
        {
            using var entry = archive.CreateEntry("archive/data.pkl", CompressionLevel.Optimal).Open();
            for (var i = 0; i < 300; i++)
                entry.Write(new byte[1_000_000]);
        }

        AssertRefusedInLittleMemory(path, "compressed bytes inflates to 300000000, which no state dict's does");
    }

    [Fact]
    public void A_storage_is_inflated_no_further_than_its_tensor()
    {
        var path = Folder.File("bomb.pth");
        Save(path);
        // The storage of the first tensor, 72 bytes, in 10 MB of zeros.
        using (var archive = new ZipArchive(File.Open(path, FileMode.Open), ZipArchiveMode.Update))
        {
            archive.GetEntry("archive/data/0")!.Delete();
            using var entry = archive.CreateEntry("archive/data/0", CompressionLevel.Optimal).Open();
            for (var i = 0; i < 1000; i++)
                entry.Write(new byte[10_000]);
        }

        AssertRefusedInLittleMemory(path, "the storage '0' of 'conv.weight' has 18 elements, yet 10000000 bytes");
    }

    [Fact]
    public void A_member_that_claims_more_than_deflate_can_hold_is_rejected()
    {
        var path = Folder.File("bomb.pth");
        using (var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create))
        {
            using var entry = archive.CreateEntry("archive/data.pkl", CompressionLevel.Optimal).Open();
            entry.Write(new byte[10_000]);
        }

        var file = File.ReadAllBytes(path);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(file.AsSpan().IndexOf("PK\u0001\u0002"u8) + 24), 0x7fffffff);
        File.WriteAllBytes(path, file);

        AssertRefusedInLittleMemory(path, "claims 2147483647 bytes, more than its");
    }

    [Theory]
    [InlineData(24, "stored, yet has")] // the size outside
    [InlineData(42, "does not fit the file")] // the offset
    [InlineData(20, "stored, yet has")] // the size inside
    public void A_directory_that_contradicts_the_file_is_rejected(int field, string reason)
    {
        var path = Archive("N."u8.ToArray(), []);
        var file = File.ReadAllBytes(path);
        var record = file.AsSpan().IndexOf("PK\u0001\u0002"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(record + field), 0x7fffffff);
        File.WriteAllBytes(path, file);

        Assert.Contains(reason, Assert.Throws<WeightFileException>(() => WeightFile.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Overlapping_members_are_rejected()
    {
        var path = Archive("N."u8.ToArray(), new byte[100]);
        var file = File.ReadAllBytes(path);
        // The second member's record points at the first one's header, and is of its name.
        var first = file.AsSpan().IndexOf("PK\u0001\u0002"u8);
        var length = 46 + BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(first + 28))
            + BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(first + 30));
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(first + length + 42), 0);
        File.WriteAllBytes(path, file);

        Assert.Contains("otherwise", Assert.Throws<WeightFileException>(() => WeightFile.Open(path)).Message, StringComparison.Ordinal);
    }
}
