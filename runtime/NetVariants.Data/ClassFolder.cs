using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using NetVariants.Data.Codecs;
using NetVariants.Data.Folders;
using NetVariants.Files;

namespace NetVariants.Data;

/// <summary>A class and its image files, in the order of their names.</summary>
internal sealed record ClassFolder(string Name, IReadOnlyList<string> Files)
{
    /// <summary>The classes of a folder, sorted by name, and in <paramref name="skipped"/> its other files.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be listed.</exception>
    /// <exception cref="InvalidDataException">It has no class folders, or one without images.</exception>
    public static ClassFolder[] In(string folder, ImageFolderOptions options, out SkippedFiles skipped)
    {
        // A link that leads up would bring in the other classes, or all of the disk.
        object[] above = [.. Above(folder).Select(Identity)];
        var others = skipped = new SkippedFiles();
        string[] folders = [.. Listing.Folders(folder).Order(StringComparer.Ordinal)];
        PartFolders.RefuseAsClasses(folder, folders);
        foreach (var path in Listing.Files(folder))
            others.Add(path);
        var othersOf = new Dictionary<string, SkippedFiles>(StringComparer.Ordinal);
        ClassFolder[] classes =
        [
            .. folders
                .Select(path => (Name: options.ClassNames.GetValueOrDefault(Path.GetFileName(path), Path.GetFileName(path)), Path: path))
                .GroupBy(found => found.Name, StringComparer.Ordinal)
                .Select(group =>
                {
                    var othersOfClass = othersOf[group.Key] = new SkippedFiles();
                    return new ClassFolder(group.Key, [.. group.SelectMany(found => FilesOf(found.Path, above, othersOfClass))]);
                })
                .Order(Comparer<ClassFolder>.Create((first, second) => FileNames.Compare(first.Name, second.Name))),
        ];
        if (classes.Length == 0)
            throw new InvalidDataException($"'{folder}' has no class folders: put the images of each class into a sub-folder of its name.");
        if (classes.FirstOrDefault(found => found.Files.Count == 0) is { } empty)
        {
            var has = othersOf[empty.Name] is { Count: > 0 } files ? $", but {files}" : "";
            throw new InvalidDataException(
                $"The class folder '{Path.Combine(folder, empty.Name)}' has no images ({string.Join(", ", ImageFile.Extensions)}){has}: "
                    + "add some or remove it.");
        }

        if (options.Damaged == OnCorruptImage.Fail
            && classes.SelectMany(found => found.Files).FirstOrDefault(FileNames.IsNotUtf8) is { } file)
            throw new InvalidDataException($"'{file}' cannot be read: {FileNames.NotUtf8}.");
        foreach (var files in othersOf.Values)
            others.Add(files);
        Tell(folder, classes, others, options);
        return classes;
    }

    private static void Tell(string folder, ClassFolder[] classes, SkippedFiles skipped, ImageFolderOptions options)
    {
        if (skipped.Count > 0)
        {
            options.Warn?.Invoke(string.Create(
                CultureInfo.InvariantCulture,
                $"'{folder}': {skipped.Total:N0} {(skipped.Total == 1 ? "file is" : "files are")} not read: {skipped}. "
                    + $"Images are {string.Join(", ", ImageFile.Extensions)} files in class folders."));
        }

        foreach (var (first, second) in UnicodeForms.PairsAmong(classes.Select(found => found.Name)))
        {
            options.Warn?.Invoke(
                $"'{folder}': the classes {UnicodeForms.Spell(first)} and {UnicodeForms.Spell(second)} may be the same in different "
                    + "Unicode normal forms. "
                    + "If they are one class, map one name to the other by ClassNames.");
        }
    }

    /// <summary>The image files below a folder. A folder that links lead to again, as one above itself, is listed once.</summary>
    private static List<string> FilesOf(string folder, IEnumerable<object> above, SkippedFiles skipped)
    {
        List<string> files = [];
        Collect(folder, [.. above], files, skipped);
        files.Sort(StringComparer.Ordinal);
        return files;
    }

    private static void Collect(string folder, HashSet<object> listed, List<string> files, SkippedFiles skipped)
    {
        if (!listed.Add(Identity(folder)))
            return;
        foreach (var path in Listing.Files(folder))
        {
            if (ImageFile.HasExtension(path))
                files.Add(path);
            else
                skipped.Add(path);
        }

        foreach (var inner in Listing.Folders(folder).Order(StringComparer.Ordinal))
            Collect(inner, listed, files, skipped);
    }

    private static IEnumerable<string> Above(string folder)
    {
        for (var path = Path.GetFullPath(folder); path is not null; path = Path.GetDirectoryName(path))
            yield return path;
    }

    private static object Identity(string folder) => FileStatus.Read(folder) is { } status ? status.Identity : Path.GetFullPath(folder);
}
