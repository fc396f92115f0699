using System;
using System.IO;
using System.Linq;
using NetVariants.Tests;
using NetVariants.Weights;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Runtime.Tests.Weights;

/// <summary>A damaged file leaves a network as it was.</summary>
public sealed class CorruptWeightFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("net.safetensors")]
    [InlineData("net.pth")]
    public void A_file_truncated_at_any_byte_changes_nothing(string name)
    {
        using var model = Small();
        var path = _folder.File(name);
        model.SaveWeights(path);
        var whole = File.ReadAllBytes(path);
        using var other = Small();
        var before = Bytes(other);

        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Throws<WeightFileException>(() => other.LoadWeights(path));
        }

        Assert.Equal(before, Bytes(other));
        File.WriteAllBytes(path, whole);
        other.LoadWeights(path);
        Assert.Equal(Bytes(model), Bytes(other));
    }

    [Theory]
    [InlineData("net.safetensors")]
    [InlineData("net.pth")]
    public void A_file_with_any_byte_changed_never_crashes_the_load(string name)
    {
        using var model = Small();
        var path = _folder.File(name);
        model.SaveWeights(path);
        var whole = File.ReadAllBytes(path);

        for (var i = 0; i < whole.Length; i++)
        {
            byte[] changed = [.. whole];
            changed[i] ^= (byte)(1 << (i % 8));
            File.WriteAllBytes(path, changed);
            try
            {
                model.LoadWeights(path);
            }
            catch (Exception error) when (error is WeightFileException or WeightMismatchException)
            {
                continue;
            }
        }
    }

    private static Module<Tensor, Tensor> Small() => Sequential(("conv", Conv2d(1, 2, 3)), ("norm", BatchNorm2d(2)));

    private static byte[] Bytes(Module<Tensor, Tensor> model) =>
        [.. model.state_dict().Values.SelectMany(tensor => tensor.bytes.ToArray())];
}
