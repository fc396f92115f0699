using System;
using System.IO;
using System.Runtime.InteropServices;

namespace NetVariants.Tool.Native;

/// <summary>The dotnet that runs this program.</summary>
internal static class DotnetHost
{
    /// <summary>Its file; where that is not known, its name.</summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        var root = System.IO.Path.GetFullPath(System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var host = System.IO.Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        return File.Exists(host) ? host : "dotnet";
    }
}
