using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetVariants.Files;

namespace NetVariants.Data;

/// <summary>Data sets in folders.</summary>
public static class ImageFolders
{
    private static readonly string[] s_parts = ["train", "val", "test"];

    /// <summary>Opens a data set whose folder has the sub-folders <c>train</c>, <c>val</c> and <c>test</c>, each with one folder a class.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="options">How it is read; as the article does when null.</param>
    /// <exception cref="DirectoryNotFoundException">A folder is missing.</exception>
    /// <exception cref="InvalidDataException">A part has no images, or other classes than the others; the message tells the nearest spelling.</exception>
    public static DataSplits Load(string folder, ImageFolderOptions? options = null)
    {
        options ??= new ImageFolderOptions();
        ImageFolder[] parts = [.. s_parts.Select((part, i) => ImageFolder.Open(Path.Combine(folder, part), i == 0 ? options.Training : options.Evaluation, options))];
        for (int i = 1; i < parts.Length; i++)
            CheckClasses(folder, s_parts[i], parts[0].Classes, parts[i].Classes);
        return new DataSplits(NameOf(folder), parts[0], parts[1], parts[2]);
    }

    /// <summary>Parts one folder of class folders into training, validation and test images, each class by the same shares.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="validation">The share of each class held back for validation, 0 to 1.</param>
    /// <param name="test">The share of each class held back for the test, 0 to 1.</param>
    /// <param name="seed">Chooses which: the same seed, the same images.</param>
    /// <param name="options">How it is read; as the article does when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is not positive, or nothing is left for training.</exception>
    /// <exception cref="InvalidDataException">It has no class folders, or one with too few images for three parts.</exception>
    public static DataSplits Split(string folder, double validation, double test, long seed, ImageFolderOptions? options = null)
    {
        if (!(validation > 0 && test > 0 && validation + test < 1))
            throw new ArgumentOutOfRangeException(nameof(validation), $"The shares {validation} and {test} have to be above 0 and below 1 together.");
        options ??= new ImageFolderOptions();
        ClassFolder[] classes = ClassFolder.In(folder, options);
        List<(string, int)>[] parts = [[], [], []];
        foreach ((int label, ClassFolder found) in classes.Index())
        {
            if (found.Files.Count < 3)
                throw new InvalidDataException($"The class '{found.Name}' of '{folder}' has {found.Files.Count} images, too few for training, validation and test.");
            int count = found.Files.Count;
            int held = Math.Max(1, (int)Math.Round(validation * count)), tested = Math.Max(1, (int)Math.Round(test * count));
            held = Math.Min(held, count - 2);
            tested = Math.Min(tested, count - held - 1);
            foreach ((int place, int file) in new RandomStream(seed, label).Permutation(count).Index())
                parts[place < held ? 1 : place < held + tested ? 2 : 0].Add((found.Files[file], label));
        }

        string[] names = [.. classes.Select(found => found.Name)];
        ImageFolder Part(int i) => new(parts[i], names, i == 0 ? options.Training : options.Evaluation, options);
        return new DataSplits(NameOf(folder), Part(0), Part(1), Part(2));
    }

    private static string NameOf(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));

    private static void CheckClasses(string folder, string part, IReadOnlyList<string> train, IReadOnlyList<string> other)
    {
        string[] strange = [.. other.Except(train, StringComparer.Ordinal)], missing = [.. train.Except(other, StringComparer.Ordinal)];
        if (strange.Length == 0 && missing.Length == 0)
            return;
        IEnumerable<string> differences = strange.Select(name => missing.Length == 0 ? $"'{name}' is not in train" : $"'{name}' is not in train (did you mean '{Spelling.Nearest(name, missing)}'?)")
            .Concat(strange.Length == 0 ? missing.Select(name => $"'{name}' is missing") : []);
        throw new InvalidDataException(
            $"The classes of '{Path.Combine(folder, part)}' differ from those of train: {string.Join("; ", differences)}. Rename the folders, or map them by ClassNames.");
    }
}
