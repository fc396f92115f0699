using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using NetVariants.Data.Folders;
using NetVariants.Files;

namespace NetVariants.Data;

/// <summary>Data sets in folders.</summary>
public static class ImageFolders
{
    /// <summary>
    /// Opens a data set whose folder has the sub-folders <c>train</c>, <c>val</c> and <c>test</c>, each with one folder a class.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="options">How it is read; as the article does when null.</param>
    /// <param name="cancellation">Ends the search for damaged files, where they are left out.</param>
    /// <remarks>
    /// Other usual names (<c>training</c>, <c>valid</c>, <c>validation</c>, <c>testing</c>) and other capitals are taken where they leave
    /// no doubt.
    /// </remarks>
    /// <exception cref="DirectoryNotFoundException">A folder is missing; the message names what is there and the remedy.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be listed.</exception>
    /// <exception cref="InvalidDataException">A part has no images, or other classes than the others; the message names the nearest
    /// spelling.</exception>
    public static DataSplits Load(string folder, ImageFolderOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new ImageFolderOptions();
        var paths = PartFolders.In(folder, options);
        var skipped = new SkippedFiles[paths.Length];
        ClassFolder[]?[] classes = [.. paths.Select((path, part) =>
        {
            skipped[part] = new SkippedFiles();
            return path is null ? null : ClassFolder.In(path, options, out skipped[part]);
        })];
        string[] names = [.. classes[PartFolders.Train]!.Select(found => found.Name)];
        for (var part = 1; part < paths.Length; part++)
        {
            if (classes[part] is { } found)
                CheckClasses(paths[part]!, names, [.. found.Select(one => one.Name)]);
        }

        var missing = Array.IndexOf(paths, null);
        if (missing >= 0)
        {
            var divided = Divide(paths[PartFolders.Train]!, classes[PartFolders.Train]!, [0, options.HoldOut], seed: 0);
            (classes[PartFolders.Train], classes[missing]) = ([.. divided[0]], [.. divided[1]]);
            var held = divided[1].Sum(found => found.Files.Count);
            options.Warn?.Invoke(string.Create(
                CultureInfo.InvariantCulture,
                $"'{folder}' has no folder '{PartFolders.NameOf(missing)}': {held:N0} images of 'train' are held back for it (HoldOut)."));
        }

        ImageFolder Part(int part) => ImageFolder.From(
            paths[part] ?? paths[PartFolders.Train]!,
            classes[part]!,
            TransformOf(part, options),
            options,
            skipped[part],
            cancellation,
            needsEveryClass: part != missing);
        return new DataSplits(NameOf(folder), Part(PartFolders.Train), Part(PartFolders.Validation), Part(PartFolders.Test));
    }

    /// <summary>Parts one folder of class folders into training, validation and test images, each class by the same shares.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="validation">The share of each class held back for validation, 0 to 1.</param>
    /// <param name="test">The share of each class held back for the test, 0 to 1.</param>
    /// <param name="seed">Chooses which: the same seed, the same images.</param>
    /// <param name="options">How it is read; as the article does when null. Files that are damaged take part in the choice, so that others
    /// stay where they are.</param>
    /// <param name="cancellation">Ends the search for damaged files, where they are left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is not positive, or nothing is left for training.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be listed.</exception>
    /// <exception cref="InvalidDataException">It has no class folders, or one with too few images for three parts.</exception>
    public static DataSplits Split(
        string folder,
        double validation,
        double test,
        long seed,
        ImageFolderOptions? options = null,
        CancellationToken cancellation = default)
    {
        if (!(validation > 0 && test > 0 && validation + test < 1))
            throw new ArgumentOutOfRangeException(
                nameof(validation), $"The shares {validation} and {test} have to be above 0 and below 1 together.");
        options ??= new ImageFolderOptions();
        var parts = Divide(folder, ClassFolder.In(folder, options, out var skipped), [0, validation, test], seed);
        // The only image of a class that chance put into a small part may be the damaged one.
        ImageFolder Part(int part) => ImageFolder.From(
            folder,
            parts[part],
            TransformOf(part, options),
            options,
            part == PartFolders.Train ? skipped : new SkippedFiles(),
            cancellation,
            needsEveryClass: part == PartFolders.Train);
        return new DataSplits(NameOf(folder), Part(PartFolders.Train), Part(PartFolders.Validation), Part(PartFolders.Test));
    }

    /// <summary>
    /// Whether a folder is one for <see cref="Load"/>, with a sub-folder of training images, and not for <see cref="Split"/>.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="UnauthorizedAccessException">The folder may not be listed.</exception>
    public static bool HasParts(string folder) => PartFolders.IsIn(folder);

    /// <summary>Divides each class by shares, at least one image for each; the first part takes what is left.</summary>
    private static List<ClassFolder>[] Divide(string folder, ClassFolder[] classes, double[] shares, long seed)
    {
        List<ClassFolder>[] parts = [.. shares.Select(_ => new List<ClassFolder>())];
        foreach (var (label, found) in classes.Index())
        {
            var count = found.Files.Count;
            if (count < shares.Length)
                throw new InvalidDataException(
                    $"The class '{found.Name}' of '{folder}' has {(count == 1 ? "1 image" : $"{count} images")}, too few for "
                        + $"{shares.Length} parts: add some, up to {shares.Length} at least, or make the parts yourself as folders train, "
                        + "val and test.");
            List<string>[] files = [.. shares.Select(_ => new List<string>())];
            var ends = new int[shares.Length];
            for (var part = 1; part < shares.Length; part++)
            {
                var most = count - ends[part - 1] - (shares.Length - part);
                ends[part] = ends[part - 1] + Math.Clamp((int)Math.Round(shares[part] * count), 1, most);
            }

            foreach (var (place, file) in new RandomStream(seed, label).Permutation(count).Index())
                files[Math.Max(0, Array.FindIndex(ends, end => place < end))].Add(found.Files[file]);
            foreach (var (part, chosen) in files.Index())
                parts[part].Add(new ClassFolder(found.Name, chosen));
        }

        return parts;
    }

    private static ImageTransform TransformOf(int part, ImageFolderOptions options) =>
        part == PartFolders.Train ? options.Training : options.Evaluation;

    private static string NameOf(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));

    private static void CheckClasses(string folder, IReadOnlyList<string> train, IReadOnlyList<string> other)
    {
        string[] strange = [.. other.Except(train, StringComparer.Ordinal)], missing = [.. train.Except(other, StringComparer.Ordinal)];
        if (strange.Length == 0 && missing.Length == 0)
            return;
        var differences = strange.Length == 0
            ? missing.Select(name => $"'{name}' is missing")
            : strange.Select(name => $"'{name}' is not in train{Hint(name, missing)}");
        throw new InvalidDataException(
            $"The classes of '{folder}' differ from those of train: {string.Join("; ", differences)}. Rename the folders, or map them by "
                + "ClassNames.");
    }

    private static string Hint(string name, string[] missing) =>
        missing.Length == 0 ? ""
            : UnicodeForms.OnlyLike(name, missing) is { } alike
                ? $" (it is {UnicodeForms.Spell(name)}, and train has {UnicodeForms.Spell(alike)}: they may be the same in different "
                    + "Unicode normal forms)"
                : $" (did you mean '{Spelling.Nearest(name, missing)}'?)";
}
