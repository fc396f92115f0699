using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using NetVariants.Tests;

namespace NetVariants.Package.Tests;

/// <summary>A fresh project outside of the repository that references the package, and torch as the tests have it.</summary>
internal sealed class UserProject
{
    // Where this build restored torch from: nothing is downloaded again.
    private static readonly string s_packages = Metadata("PackageFolder");

    private readonly string _folder;

    /// <summary>Writes the project.</summary>
    /// <param name="feed">Where its packages come from.</param>
    /// <param name="name">The project's name.</param>
    /// <param name="program">The text of Program.cs.</param>
    /// <param name="properties">MSBuild properties as XML.</param>
    public UserProject(Feed feed, string name, string program, string properties = "")
    {
        _folder = Directory.CreateDirectory(Path.Combine(feed.Root, name)).FullName;
        Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <add key="local" value="{feed.Folder}" />
              </packageSources>
              <fallbackPackageFolders>
                <clear />
                <add key="machine" value="{s_packages}" />
              </fallbackPackageFolders>
            </configuration>
            """);
        Write($"{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <RestorePackagesPath>{Path.Combine(feed.Root, "packages")}</RestorePackagesPath>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="NetVariants" Version="{feed.Version}" />
                {Torch()}
              </ItemGroup>
            </Project>
            """);
        Write("Program.cs", program);
    }

    /// <summary>Builds, and returns what the build printed.</summary>
    /// <exception cref="InvalidOperationException">The build failed; the message holds what it printed.</exception>
    public string Build() => Command.Run("dotnet", "build -v minimal -nologo", _folder);

    /// <summary>Runs what was built, and returns what it printed.</summary>
    public string Run() => Command.Run("dotnet", "run --no-build", _folder);

    /// <summary>The paths of the analyzers that packages bring.</summary>
    public string[] Analyzers()
    {
        using JsonDocument output = JsonDocument.Parse(Command.Run("dotnet", "build --no-restore -t:ResolveLockFileAnalyzers -getItem:Analyzer", _folder));
        JsonElement items = output.RootElement.GetProperty("Items").GetProperty("Analyzer");
        return [.. items.EnumerateArray().Select(item => item.GetProperty("FullPath").GetString()!.Replace('\\', '/'))];
    }

    private static string Torch()
    {
        string package = Metadata("TorchDevice") == "cuda" ? "TorchSharp-cuda-linux" : "TorchSharp-cpu";
        return $"""<PackageReference Include="{package}" Version="{Metadata("TorchSharpVersion")}" />""";
    }

    private static string Metadata(string key) =>
        typeof(UserProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder, file), text);
}
