using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

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
        ClassFolder[] classes =
        [
            .. Directory.EnumerateDirectories(folder, "*", s_listing)
                .Where(path => !IsHidden(path))
                .Select(path => (Name: options.ClassNames.GetValueOrDefault(Path.GetFileName(path), Path.GetFileName(path)), Files: FilesOf(path)))
                .GroupBy(found => found.Name, StringComparer.Ordinal)
                .Select(group => new ClassFolder(group.Key, [.. group.SelectMany(found => found.Files)]))
                .OrderBy(found => found.Name, StringComparer.Ordinal),
        ];
        if (classes.Length == 0)
            throw new InvalidDataException($"'{folder}' has no class folders: put the images of each class into a sub-folder of its name.");
        if (classes.FirstOrDefault(found => found.Files.Count == 0) is { } empty)
            throw new InvalidDataException($"The class folder '{Path.Combine(folder, empty.Name)}' has no images ({string.Join(", ", s_extensions)}): add some or remove it.");
        if (classes.SelectMany(found => found.Files).FirstOrDefault(path => path.Contains('\ufffd', StringComparison.Ordinal)) is { } unreadable)
            throw new InvalidDataException($"The name of '{unreadable}' is not UTF-8, so that the file cannot be opened: rename it.");
        return classes;
    }

    /// <summary>The image files below a folder; a link that leads back to a folder above it is not followed.</summary>
    private static List<string> FilesOf(string folder)
    {
        List<string> files = [];
        Collect(folder, [], files);
        files.Sort(StringComparer.Ordinal);
        return files;
    }

    private static void Collect(string folder, HashSet<string> above, List<string> files)
    {
        string real = RealPath(folder);
        if (!above.Add(real))
            return;
        foreach (string path in Directory.EnumerateFiles(folder, "*", s_listing))
        {
            if (!IsHidden(path) && s_extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
                files.Add(path);
        }

        foreach (string inner in Directory.EnumerateDirectories(folder, "*", s_listing).Where(path => !IsHidden(path)))
            Collect(inner, above, files);
        above.Remove(real);
    }

    private static string RealPath(string folder)
    {
        try
        {
            return Path.GetFullPath(Directory.ResolveLinkTarget(folder, returnFinalTarget: true)?.FullName ?? folder);
        }
        catch (IOException)
        {
            // A chain of links without an end.
            return folder;
        }
    }

    private static bool IsHidden(string path) => Path.GetFileName(path).StartsWith('.');
}
