using System;
using System.IO;
using System.Linq;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Data.Tests;

public sealed class FashionMnistTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_seed_decides_the_validation_split()
    {
        WritePart("train", 20);
        WritePart("t10k", 4);

        var data = FashionMnist.Load(_folder.Path, validation: 5, seed: 3);

        Assert.Equal((15, 5, 4), (data.Train.Count, data.Validation.Count, data.Test.Count));
        Assert.Equal(Enumerable.Range(0, 20), FirstPixels(data.Train).Concat(FirstPixels(data.Validation)).Order());
        Assert.Equal(FirstPixels(data.Validation), FirstPixels(FashionMnist.Load(_folder.Path, 5, seed: 3).Validation));
        Assert.NotEqual(FirstPixels(data.Validation), FirstPixels(FashionMnist.Load(_folder.Path, 5, seed: 4).Validation));
    }

    [Fact]
    public void A_folder_with_the_training_images_is_recognized()
    {
        Assert.False(FashionMnist.IsIn(_folder.Path));
        WritePart("train", 1);
        Assert.True(FashionMnist.IsIn(_folder.Path));
    }

    [Fact]
    public void A_missing_file_is_reported_with_its_Debian_package()
    {
        var error = Assert.Throws<FileNotFoundException>(() => FashionMnist.Load(_folder.Path));

        Assert.Contains("train-images-idx3-ubyte", error.Message);
        Assert.Contains(_folder.Path, error.Message);
        Assert.Contains("dataset-fashion-mnist", error.Message);
    }

    [Fact]
    public void Counts_and_labels_that_do_not_fit_are_rejected()
    {
        WritePart("train", 20);
        Write("train-labels-idx1-ubyte", [0, 0, 8, 1, 0, 0, 0, 19, .. new byte[19]]);
        Assert.Contains("19 labels", Assert.Throws<InvalidDataException>(() => FashionMnist.Load(_folder.Path, 5)).Message);

        Write("train-labels-idx1-ubyte", [0, 0, 8, 1, 0, 0, 0, 20, .. Enumerable.Repeat((byte)10, 20)]);
        Assert.Contains(
            "The label of image 0 is 10", Assert.Throws<InvalidDataException>(() => FashionMnist.Load(_folder.Path, 5)).Message);
    }

    private static int[] FirstPixels(IImageSource source)
    {
        var pixels = new byte[source.Shape.Bytes];
        var first = new int[source.Count];
        for (var i = 0; i < first.Length; i++)
        {
            source.Read(i, default, pixels);
            first[i] = pixels[0];
        }

        return first;
    }

    /// <summary>Images of 1×2 pixels, the first of which is the image's number.</summary>
    private void WritePart(string part, byte count)
    {
        Write(
            $"{part}-images-idx3-ubyte",
            [0, 0, 8, 3, 0, 0, 0, count, 0, 0, 0, 1, 0, 0, 0, 2, .. Enumerable.Range(0, count).SelectMany(i => new byte[] { (byte)i, 0 })]);
        Write($"{part}-labels-idx1-ubyte", [0, 0, 8, 1, 0, 0, 0, count, .. Enumerable.Range(0, count).Select(i => (byte)(i % 10))]);
    }

    private void Write(string name, byte[] content) => File.WriteAllBytes(_folder.File(name), content);
}
