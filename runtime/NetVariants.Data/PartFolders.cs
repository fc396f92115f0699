using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetVariants.Data.Folders;
using NetVariants.Files;

namespace NetVariants.Data;

/// <summary>The sub-folders of a data set: the part that each of them is, by its name or a usual other one, in any capitals.</summary>
internal static class PartFolders
{
    public const int Train = 0, Validation = 1, Test = 2;

    private const int NamesShown = 5;

    private static readonly string[] s_names = ["train", "val", "test"];
    private static readonly string[][] s_aliases = [["train", "training"], ["val", "valid", "validation"], ["test", "testing"]];

    /// <summary>The paths of the parts; null where one is missing.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder, or it has no training images.</exception>
    /// <exception cref="InvalidDataException">Two folders may be the same part.</exception>
    public static string?[] In(string folder, ImageFolderOptions options)
    {
        string[] folders = [.. Listing.Folders(folder).Order(StringComparer.Ordinal)];
        string?[] parts = [.. s_names.Select((_, part) => Choose(folder, folders, part))];
        if (parts[Train] is null)
        {
            throw new DirectoryNotFoundException(
                $"'{folder}' has no folder 'train'; {There(folders)}. ImageFolders.Load needs 'train', 'val' and 'test', each with one "
                    + "folder a class; "
                + "for one folder of class folders call ImageFolders.Split.");
        }

        if (parts[Validation] is null && parts[Test] is null)
        {
            throw new DirectoryNotFoundException(
                $"'{folder}' has neither 'val' nor 'test'; {There(folders)}. Add them, or divide the training images by "
                + $"ImageFolders.Split(\"{parts[Train]}\", 0.1, 0.1, seed: 1).");
        }

        if (options.HoldOut == 0 && Array.IndexOf(parts, null) is >= 0 and var missing)
        {
            throw new DirectoryNotFoundException(
                $"'{folder}' has no folder '{s_names[missing]}'; {There(folders)}. Add it, or set ImageFolderOptions.HoldOut, as 0.1, "
                + "to hold a tenth of the training images back for it.");
        }

        string[] others = [.. folders.Except(parts.OfType<string>(), StringComparer.Ordinal)];
        if (others.Length > 0)
            options.Warn?.Invoke($"'{folder}': not read besides the parts: {Names(others)}.");
        return parts;
    }

    /// <summary>
    /// Whether a folder has a part with training images and another part, or nothing but parts: a class may be called 'train' too.
    /// </summary>
    public static bool IsIn(string folder)
    {
        if (!Directory.Exists(folder))
            return false;
        string[] folders = [.. Listing.Folders(folder)];
        return folders.Any(path => IsPart(path, Train))
            && (folders.All(IsAnyPart) || folders.Any(path => IsPart(path, Validation) || IsPart(path, Test)));
    }

    /// <summary>Refuses to take a data set's parts for its classes.</summary>
    /// <exception cref="InvalidDataException">All of the folders are parts.</exception>
    public static void RefuseAsClasses(string folder, IReadOnlyList<string> folders)
    {
        if (folders.Count > 1 && folders.Any(path => IsPart(path, Train)) && folders.All(IsAnyPart))
            throw new InvalidDataException(
                $"'{folder}' has parts, not classes: {Names(folders)}. Call ImageFolders.Load, or open one of them.");
    }

    /// <summary>The usual name of a part.</summary>
    public static string NameOf(int part) => s_names[part];

    private static string? Choose(string folder, string[] folders, int part)
    {
        string[] candidates = [.. folders.Where(path => IsPart(path, part))];
        if (candidates.Length < 2)
            return candidates.FirstOrDefault();
        return candidates.FirstOrDefault(path => Path.GetFileName(path) == s_names[part])
            ?? throw new InvalidDataException(
                $"'{folder}' has {Names(candidates)}, each of which may be '{s_names[part]}': rename or remove all but one.");
    }

    private static bool IsAnyPart(string path) => Enumerable.Range(0, s_names.Length).Any(part => IsPart(path, part));

    private static bool IsPart(string path, int part) => s_aliases[part].Contains(Path.GetFileName(path), StringComparer.OrdinalIgnoreCase);

    private static string There(string[] folders) => folders.Length == 0 ? "it has no folders" : $"it has {Names(folders)}";

    private static string Names(IReadOnlyList<string> paths) =>
        FirstFew.Counted([.. paths.Select(path => $"'{Path.GetFileName(path)}'")], NamesShown);
}
