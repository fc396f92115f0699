using System;
using System.IO;
using System.Linq;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Data.Tests;

public sealed class EncodedImagesTests
{
    private static readonly EvaluationTransform s_transform = new(24, 32);
    private static readonly string[] s_files = [.. new[] { "gray.jpg", "gray16.png", "scene.bmp", "scene.gif", "scene.webp" }.Select(
        name => Repository.PathOf($"tests/Shared/Images/{name}"))];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Encoded_bytes_decode_like_files_and_are_not_modified(bool grayscale)
    {
        var options = new ImageFolderOptions { Grayscale = grayscale };
        byte[][] bytes = [.. s_files.Select(File.ReadAllBytes)];
        var encoded = new EncodedImages([.. bytes.Select(file => new ReadOnlyMemory<byte>(file))], s_transform, options);
        int[] all = [.. Enumerable.Range(0, s_files.Length)];

        Assert.Equal(new ImageShape(grayscale ? 1 : 3, 24, 24), encoded.Shape);
        Assert.Equal(PixelBatch.Read(ImageFolder.OfFiles(s_files, s_transform, options), all).Pixels, PixelBatch.Read(encoded, all).Pixels);
        Assert.Equal(s_files.Select(File.ReadAllBytes), bytes);
    }

    [Fact]
    public void Bytes_that_are_no_image_are_reported_by_their_index()
    {
        var encoded = new EncodedImages(
            [File.ReadAllBytes(s_files[0]), "<html>"u8.ToArray(), File.ReadAllBytes(s_files[0]).AsMemory(0, 200)], s_transform);

        Assert.Equal(1, PixelBatch.Read(encoded, 0).Count);
        Assert.StartsWith(
            "'image 1' cannot be decoded: ",
            Assert.Throws<ImageFileException>(() => PixelBatch.Read(encoded, 1)).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "'image 2' cannot be decoded: ",
            Assert.Throws<ImageFileException>(() => PixelBatch.Read(encoded, 2)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(
            "options",
            () => new EncodedImages([], s_transform, new ImageFolderOptions { Normalization = new Normalization([0.5], [0.5]) }));
    }
}
