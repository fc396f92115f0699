using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetVariants.Files;

namespace NetVariants.Data;

/// <summary>A class and its image files, in the order of their names.</summary>
internal sealed record ClassFolder(string Name, IReadOnlyList<string> Files)
{
    private static readonly string[] s_extensions = [".jpg", ".jpeg", ".png"];

    // What cannot be listed is left out by name, not by an exception for all.
    private static readonly EnumerationOptions s_listing = new() { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None, ReturnSpecialDirectories = false };

    /// <summary>The classes of a folder, sorted by name.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">It has no class folders, or one without images.</exception>
    public static ClassFolder[] In(string folder, ImageFolderOptions options)
    {
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"There is no folder '{folder}'.");
        // A link that leads up would bring in the other classes, or all of the disk.
        object[] above = [.. Above(folder).Select(Identity)];
        ClassFolder[] classes =
        [
            .. Directory.EnumerateDirectories(folder, "*", s_listing)
                .Where(path => !IsHidden(path))
                .Select(path => (Name: options.ClassNames.GetValueOrDefault(Path.GetFileName(path), Path.GetFileName(path)), Files: FilesOf(path, above)))
                .GroupBy(found => found.Name, StringComparer.Ordinal)
                .Select(group => new ClassFolder(group.Key, [.. group.SelectMany(found => found.Files)]))
                .Order(Comparer<ClassFolder>.Create((first, second) => FileNames.Compare(first.Name, second.Name))),
        ];
        if (classes.Length == 0)
            throw new InvalidDataException($"'{folder}' has no class folders: put the images of each class into a sub-folder of its name.");
        if (classes.FirstOrDefault(found => found.Files.Count == 0) is { } empty)
            throw new InvalidDataException($"The class folder '{Path.Combine(folder, empty.Name)}' has no images ({string.Join(", ", s_extensions)}): add some or remove it.");
        if (options.Damaged == DamagedFiles.Fail && classes.SelectMany(found => found.Files).FirstOrDefault(FileNames.IsBroken) is { } broken)
            throw new InvalidDataException($"'{broken}' cannot be read: {FileNames.WhyBroken}.");
        return classes;
    }

    /// <summary>The image files below a folder. A folder that links lead to again, as one above itself, is listed once.</summary>
    private static List<string> FilesOf(string folder, IEnumerable<object> above)
    {
        List<string> files = [];
        Collect(folder, [.. above], files);
        files.Sort(StringComparer.Ordinal);
        return files;
    }

    private static void Collect(string folder, HashSet<object> listed, List<string> files)
    {
        if (FileNames.IsBroken(folder))
            throw new InvalidDataException($"The folder '{folder}' cannot be read: {FileNames.WhyBroken}.");
        if (!listed.Add(Identity(folder)))
            return;
        foreach (string path in Directory.EnumerateFiles(folder, "*", s_listing))
        {
            if (!IsHidden(path) && s_extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
                files.Add(path);
        }

        foreach (string inner in Directory.EnumerateDirectories(folder, "*", s_listing).Where(path => !IsHidden(path)).Order(StringComparer.Ordinal))
            Collect(inner, listed, files);
    }

    private static IEnumerable<string> Above(string folder)
    {
        for (string? path = Path.GetFullPath(folder); path is not null; path = Path.GetDirectoryName(path))
            yield return path;
    }

    private static object Identity(string folder) => FileStatus.Of(folder) is { } status ? status.Identity : Path.GetFullPath(folder);

    private static bool IsHidden(string path) => Path.GetFileName(path).StartsWith('.');
}
