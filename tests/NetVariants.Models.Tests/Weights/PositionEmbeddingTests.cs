using System;
using NetVariants.Tests;
using NetVariants.Tests.Peers;
using NetVariants.Weights;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.Models.Tests.Weights;

/// <summary>Weights of a vision transformer for images of one size, in a network for those of another.</summary>
public sealed class PositionEmbeddingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PeerTheory]
    [InlineData("vit_larger", 48)]
    [InlineData("vit_smaller", 16)]
    public void Positions_are_resampled_as_torchvision_does(string name, int size)
    {
        using var scope = NewDisposeScope();
        var path = _folder.File("vit.pth");
        using (var source = Patched.VitUsual.Create())
            source.SaveWeights(path);
        using var model = Patched.Create(name);

        Assert.True(model.LoadWeights(path, new LoadOptions { ResamplePositionEmbedding = true }).IsComplete);

        var expected = Peer.Run(
            $"""
            from torchvision.models.vision_transformer import interpolate_embeddings
            state = interpolate_embeddings({size}, 8, torch.load('{path}'))
            """,
            null, "state");
        foreach (var (entry, tensor) in model.state_dict())
            Agreement.Within(1e-6, expected[$"state.{entry}"], tensor, entry);
    }

    [Fact]
    public void A_file_for_another_size_does_not_fit_and_the_error_names_the_option()
    {
        var path = _folder.File("vit.safetensors");
        using (var source = Patched.VitUsual.Create())
            source.SaveWeights(path);
        using var model = Patched.VitLarger.Create();

        var error = Assert.Throws<WeightMismatchException>(() => model.LoadWeights(path));

        Assert.Contains(
            "'encoder.pos_embedding' is [1, 17, 8] in the file, [1, 37, 8] in VitLarger; set ResamplePositionEmbedding = true, "
                + "and the file fits.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Position_embeddings_of_registers_stay_as_they_are()
    {
        using var scope = NewDisposeScope();
        var path = _folder.File("vit.safetensors");
        using var source = Patched.VitRegisters.Create();
        source.SaveWeights(path);
        using var model = Patched.VitRegistersLarger.Create();

        Assert.True(model.LoadWeights(path, new LoadOptions { ResamplePositionEmbedding = true }).IsComplete);

        Tensor before = source.encoder.pos_embedding, after = model.encoder.pos_embedding;
        Assert.Equal([1, 4 + 36, 8], after.shape);
        Assert.True(after.slice(1, 0, 4, 1).equal(before.slice(1, 0, 4, 1)).all().item<bool>());
        // The corners lie on each other.
        Assert.True(after[0, 4].allclose(before[0, 4], 1e-5));
        Assert.True(after[0, 39].allclose(before[0, 19], 1e-5));
    }

    [Fact]
    public void Positions_of_half_precision_are_resampled()
    {
        var path = _folder.File("vit.safetensors");
        using (var source = Patched.VitUsual.Create().to(ScalarType.BFloat16))
            source.SaveWeights(path);
        using var model = Patched.VitLarger.Create();

        var options = new LoadOptions { ResamplePositionEmbedding = true, ConvertTypes = true };

        Assert.True(model.LoadWeights(path, options).IsComplete);
    }
}

/// <summary>One vision transformer for images of three sizes.</summary>
[ViTVariant("vit_usual", PatchSize = 8, NumLayers = 1, NumHeads = 2, HiddenDim = 8, MlpDim = 8, NumClasses = 5, ImageSize = 32)]
[ViTVariant("vit_larger", Base = typeof(Patched.VitUsual), ImageSize = 48)]
[ViTVariant("vit_smaller", Base = typeof(Patched.VitUsual), ImageSize = 16)]
[ViTVariant("vit_registers", Base = typeof(Patched.VitUsual), RegTokens = 3)]
[ViTVariant("vit_registers_larger", Base = typeof(Patched.VitRegisters), ImageSize = 48)]
internal static partial class Patched;
