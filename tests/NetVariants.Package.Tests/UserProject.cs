using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using NetVariants.Tests;

namespace NetVariants.Package.Tests;

/// <summary>
/// A fresh project outside of the repository, whose packages come from the feed and from this machine's cache: nothing is downloaded again.
/// </summary>
internal sealed class UserProject
{
    /// <summary>Writes a program's project.</summary>
    /// <param name="feed">Where the packages come from.</param>
    /// <param name="name">The project's name.</param>
    /// <param name="program">The text of Program.cs.</param>
    /// <param name="properties">MSBuild properties as XML.</param>
    /// <param name="items">MSBuild items as XML; null for the three packages that a user's project references.</param>
    public UserProject(Feed feed, string name, string program, string properties = "", string? items = null)
    {
        Folder = Directory.CreateDirectory(Path.Combine(feed.Root, name)).FullName;
        WriteConfiguration(feed, Folder);
        Write($"{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                {items ?? Packages(feed)}
              </ItemGroup>
            </Project>
            """);
        Write("Program.cs", program);
    }

    /// <summary>Links instead of copies: libtorch is half a gigabyte a program. A user sets these nowhere.</summary>
    public static (string Name, string Value)[] Environment =>
        [("CreateHardLinksForCopyLocalIfPossible", "true"), ("CreateHardLinksForPublishFilesIfPossible", "true")];

    /// <summary>Where the project is.</summary>
    public string Folder { get; }

    /// <summary>The references of a user's project, one line each.</summary>
    public static string Packages(Feed feed) =>
        string.Join('\n', PackageVersions(feed).Select(package => Reference(package.Name, package.Version)));

    /// <summary>The packages of a user's project.</summary>
    public static IEnumerable<(string Name, string Version)> PackageVersions(Feed feed) =>
        [("NetVariants", feed.Version), ("NetVariants.Runtime", feed.Version), (TorchPackage, Metadata("TorchSharpVersion"))];

    /// <summary>One reference, with further attributes.</summary>
    public static string Reference(string package, string version, string attributes = "") =>
        $"""<PackageReference Include="{package}" Version="{version}" {attributes} />""";

    /// <summary>Lets what is below a folder restore from the feed and from the cache.</summary>
    public static void WriteConfiguration(Feed feed, string folder) => File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
        <configuration>
          <config>
            <add key="globalPackagesFolder" value="{Path.Combine(feed.Root, "packages")}" />
          </config>
          <packageSources>
            <add key="local" value="{feed.Folder}" />
          </packageSources>
          <fallbackPackageFolders>
            <clear />
            <add key="machine" value="{Metadata("PackageFolder")}" />
          </fallbackPackageFolders>
        </configuration>
        """);

    /// <summary>Runs a command of the SDK in the project's folder, and returns what it printed.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message holds what it printed.</exception>
    public string Dotnet(string arguments) => Dotnet(arguments, Folder);

    /// <summary>Runs a command of the SDK in a folder, and returns what it printed.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message holds what it printed.</exception>
    public static string Dotnet(string arguments, string folder, params IEnumerable<(string Name, string Value)> variables) =>
        Command.Run("dotnet", arguments, folder, Environment.Concat(variables));

    /// <summary>Builds, and returns what the build printed.</summary>
    /// <exception cref="InvalidOperationException">The build failed; the message holds what it printed.</exception>
    public string Build() => Dotnet("build -v minimal -nologo");

    /// <summary>Runs what was built, and returns what it printed.</summary>
    public string Run() => Dotnet("run --no-build");

    /// <summary>Publishes into a folder and runs the program there.</summary>
    /// <returns>What the program printed.</returns>
    /// <exception cref="InvalidOperationException">It failed, or the build warns of code of NetVariants.</exception>
    public string Publish(string arguments)
    {
        var folder = Path.Combine(Folder, "published-" + Guid.NewGuid().ToString("N"));
        var printed = Dotnet($"publish -o {folder} -v minimal -nologo {arguments}");
        if (printed.Split('\n').FirstOrDefault(IsWarning) is { } warning)
            throw new InvalidOperationException(warning);
        return Command.Run(Path.Combine(folder, Path.GetFileName(Folder)), "", Folder).Trim();
    }

    private static bool IsWarning(string line) =>
        line.Contains("warning ", StringComparison.Ordinal) && line.Contains("NetVariants", StringComparison.Ordinal);

    /// <summary>The paths of the analyzers that packages bring.</summary>
    public string[] Analyzers()
    {
        using var output = JsonDocument.Parse(Dotnet("build --no-restore -t:ResolveLockFileAnalyzers -getItem:Analyzer"));
        var items = output.RootElement.GetProperty("Items").GetProperty("Analyzer");
        return [.. items.EnumerateArray().Select(item => item.GetProperty("FullPath").GetString()!.Replace('\\', '/'))];
    }

    /// <summary>Writes a further file.</summary>
    public void Write(string file, string text) => File.WriteAllText(Path.Combine(Folder, file), text);

    /// <summary>Has the versions of packages managed centrally.</summary>
    public void WriteCentralVersions(params IEnumerable<(string Name, string Version)> packages) => Write("Directory.Packages.props", $"""
        <Project>
          <PropertyGroup>
            <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>
          </PropertyGroup>
          <ItemGroup>
            {string.Concat(packages.Select(package => $"""<PackageVersion Include="{package.Name}" Version="{package.Version}" />"""))}
          </ItemGroup>
        </Project>
        """);

    /// <summary>What the build of these tests knows.</summary>
    public static string Metadata(string key) =>
        typeof(UserProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    private static string TorchPackage => Metadata("TorchDevice") == "cuda" ? "TorchSharp-cuda-linux" : "TorchSharp-cpu";
}
