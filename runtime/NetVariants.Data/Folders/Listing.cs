using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetVariants.Files;

namespace NetVariants.Data.Folders;

/// <summary>The entries of a folder that are not hidden.</summary>
internal static class Listing
{
    private static readonly EnumerationOptions s_all = new() { IgnoreInaccessible = false, AttributesToSkip = FileAttributes.None };

    /// <summary>The paths of the files in a folder.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be listed; the message names it.</exception>
    public static IEnumerable<string> Files(string folder) => Entries(folder, Directory.EnumerateFiles);

    /// <summary>The paths of the folders in a folder; exceptions as above.</summary>
    public static IEnumerable<string> Folders(string folder) => Entries(folder, Directory.EnumerateDirectories);

    private static IEnumerable<string> Entries(string folder, Func<string, string, EnumerationOptions, IEnumerable<string>> enumerate)
    {
        if (FileNames.IsNotUtf8(folder))
            throw new InvalidDataException($"The folder '{folder}' cannot be read: {FileNames.NotUtf8}.");
        try
        {
            return [.. enumerate(folder, "*", s_all).Where(path => !Path.GetFileName(path).StartsWith('.'))];
        }
        catch (DirectoryNotFoundException error)
        {
            throw new DirectoryNotFoundException($"There is no folder '{folder}'.", error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new UnauthorizedAccessException(
                $"The folder '{folder}' cannot be listed: permission is denied. Grant read and search permission, or remove it.", error);
        }
    }
}
