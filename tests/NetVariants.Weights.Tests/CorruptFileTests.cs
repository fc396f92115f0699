using System;
using System.IO;
using System.Linq;
using Xunit;

namespace NetVariants.Weights.Tests;

/// <summary>Weight files that are cut off or altered: a typed error that names the file.</summary>
public sealed class CorruptFileTests : WeightFolder
{
    [Theory]
    [InlineData("net.safetensors")]
    [InlineData("net.pth")]
    [InlineData("deflated.pth")]
    [InlineData("legacy.pth")]
    public void A_file_truncated_at_any_byte_is_rejected(string name)
    {
        var path = Folder.File(name);
        Save(path);
        var whole = File.ReadAllBytes(path);

        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            var error = Assert.Throws<WeightFileException>(() => Read(path));
            Assert.Contains(path, error.Message, StringComparison.Ordinal);
        }

        File.WriteAllBytes(path, whole);
        Assert.Equal(State.Select(tensor => tensor.Bytes.ToArray()), Read(path));
    }

    [Theory]
    [InlineData("net.safetensors")]
    [InlineData("net.pth")]
    [InlineData("deflated.pth")]
    [InlineData("legacy.pth")]
    public void A_file_with_any_byte_changed_never_crashes_the_reader(string name)
    {
        var path = Folder.File(name);
        Save(path);
        var whole = File.ReadAllBytes(path);

        for (var i = 0; i < whole.Length; i++)
        {
            byte[] changed = [.. whole];
            changed[i] ^= (byte)(1 << (i % 8));
            File.WriteAllBytes(path, changed);
            try
            {
                Read(path);
            }
            catch (WeightFileException)
            {
                continue;
            }
        }

        // Elements of a PyTorch file have a checksum: a change of one is found.
        if (name == "net.pth")
        {
            byte[] changed = [.. whole];
            changed[Find(whole)] ^= 1;
            File.WriteAllBytes(path, changed);
            Assert.Contains("checksum", Assert.Throws<WeightFileException>(() => Read(path)).Message, StringComparison.Ordinal);
        }
    }
}
