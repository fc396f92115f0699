using System;
using System.IO;
using System.Linq;

namespace NetVariants.Data;

/// <summary>
/// Fashion-MNIST: 60,000 training and 10,000 test images of clothes, 28×28 grey pixels, 10 classes
/// (<see href="https://arxiv.org/abs/1708.07747">Xiao, Rasul and Vollgraf, 2017</see>), in the four files that MNIST has too.
/// </summary>
public static class FashionMnist
{
    /// <summary>Where Debian's package <c>dataset-fashion-mnist</c> puts the files.</summary>
    public const string DebianFolder = "/usr/share/datasets/fashion-mnist";

    private static readonly string[] s_classes =
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    // Over the pixels of the 60,000 training images.
    private static readonly Normalization s_normalization = new([0.2860], [0.3530]);

    /// <summary>Whether a folder holds such files.</summary>
    public static bool IsIn(string folder) => PathsOf(folder, Images("train")).Any(File.Exists);

    /// <summary>Reads the four files and holds part of the training images back for validation.</summary>
    /// <param name="folder">The folder of the files, each as it is or with <c>.gz</c>.</param>
    /// <param name="validation">How many of the 60,000 training images to hold back.</param>
    /// <param name="seed">Chooses which images are held back.</param>
    /// <exception cref="FileNotFoundException">A file is missing; the message names it and the package that holds it.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or images and labels do not fit together; the message names the
    /// file.</exception>
    public static DataSplits Load(string folder = DebianFolder, int validation = 5_000, long seed = 1)
    {
        var (train, held) = DataSplits.HoldOut(ReadPart(folder, "train"), validation, seed);
        return new DataSplits("Fashion-MNIST", train, held, ReadPart(folder, "t10k"));
    }

    private static MemoryImages ReadPart(string folder, string part)
    {
        var imagesPath = Find(folder, Images(part));
        var labelsPath = Find(folder, $"{part}-labels-idx1-ubyte");
        var images = IdxFile.Read(imagesPath, rank: 3);
        var labels = IdxFile.Read(labelsPath, rank: 1);
        if (images.Dimensions[0] != labels.Dimensions[0])
            throw new InvalidDataException(
                $"'{imagesPath}' has {images.Dimensions[0]} images, '{labelsPath}' {labels.Dimensions[0]} labels.");
        try
        {
            return new MemoryImages(
                images.Values, labels.Values, new ImageShape(1, images.Dimensions[1], images.Dimensions[2]), s_classes, s_normalization);
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException($"'{labelsPath}' does not fit Fashion-MNIST: {error.Message}", error);
        }
    }

    private static string Find(string folder, string name)
    {
        var candidates = PathsOf(folder, name);
        return candidates.FirstOrDefault(File.Exists) ?? throw new FileNotFoundException(
            $"Fashion-MNIST's file '{name}.gz' is not in '{folder}'. Install Debian's package dataset-fashion-mnist, or name the folder "
                + "that holds it.",
            candidates[0]);
    }

    private static string Images(string part) => $"{part}-images-idx3-ubyte";

    private static string[] PathsOf(string folder, string name) => [Path.Combine(folder, name + ".gz"), Path.Combine(folder, name)];
}
