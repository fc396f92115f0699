using System;
using System.IO;

namespace NetVariants.Tests;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>The folder that holds NetVariants.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The full path of a file or folder named relative to <see cref="Root"/>.</summary>
    public static string PathOf(string relative) => Path.Combine(Root, relative);

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
                return folder.FullName;
        }

        throw new InvalidOperationException(
            $"no folder above {AppContext.BaseDirectory} holds Directory.Packages.props: run the tests from a checkout");
    }
}
