using System;
using System.IO;

namespace NetVariants.Runtime.Tests;

/// <summary>A program that tests run in a process of its own.</summary>
internal static class TestProgram
{
    /// <summary>Its file, for <c>dotnet</c> to run.</summary>
    /// <param name="project">The project in <c>tests/</c>.</param>
    public static string PathOf(string project)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(configuration.Parent!.Parent!.FullName, project, configuration.Name, $"{project}.dll");
    }
}
