using System;
using System.IO;
using System.Linq;
using System.Reflection;
using NetVariants.Tests;

namespace NetVariants.Package.Tests;

/// <summary>A fresh project outside of the repository that references the package, and torch as the tests have it.</summary>
internal sealed class UserProject
{
    private readonly string _folder;

    /// <summary>Writes the project.</summary>
    /// <param name="feed">Where its packages come from.</param>
    /// <param name="name">The project's name.</param>
    /// <param name="program">The text of Program.cs.</param>
    /// <param name="properties">MSBuild properties as XML.</param>
    public UserProject(Feed feed, string name, string program, string properties = "")
    {
        _folder = Directory.CreateDirectory(Path.Combine(feed.Root, name)).FullName;
        Name = name;
        bool isSystem = Metadata("TorchEngine") == "System";
        Write("nuget.config", $"""
            <configuration>
              <packageSources>
                {(isSystem ? "<clear />" : "")}
                <add key="local" value="{feed.Folder}" />
              </packageSources>
              <fallbackPackageFolders><clear /></fallbackPackageFolders>
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
                {(isSystem ? SystemTorch() : NuGetTorch())}
              </ItemGroup>
            </Project>
            """);
        Write("Program.cs", program);
    }

    public string Name { get; }

    /// <summary>Builds, and returns what the build printed.</summary>
    /// <exception cref="InvalidOperationException">The build failed; the message holds what it printed.</exception>
    public string Build() => Command.Run("dotnet", "build -v minimal -nologo", _folder);

    /// <summary>Runs what was built, and returns what it printed.</summary>
    public string Run() => Command.Run("dotnet", "run --no-build", _folder);

    /// <summary>The items of a kind after a target, as JSON.</summary>
    public string Items(string kind, string target) => Command.Run("dotnet", $"build --no-restore -t:{target} -getItem:{kind}", _folder);

    private static string SystemTorch()
    {
        string output = AppContext.BaseDirectory;
        return $"""
            <Reference Include="{output}TorchSharp.dll" />
            <None Include="{output}*.so" CopyToOutputDirectory="PreserveNewest" Visible="false" />
            """;
    }

    private static string NuGetTorch()
    {
        string package = Metadata("TorchDevice") == "cuda" ? "TorchSharp-cuda-linux" : "TorchSharp-cpu";
        return $"""<PackageReference Include="{package}" Version="{Metadata("TorchSharpVersion")}" />""";
    }

    private static string Metadata(string key) =>
        typeof(UserProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder, file), text);
}
