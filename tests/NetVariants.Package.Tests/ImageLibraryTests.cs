using System;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using Xunit;

namespace NetVariants.Package.Tests;

/// <summary>
/// Images are read in what users build with the packages; builds have the native library of their platform alone, portable programs those
/// of all (NetVariants.Data.targets).
/// </summary>
public sealed class ImageLibraryTests(Feed feed) : IClassFixture<Feed>
{
    private const string Program = """
        using System;
        using System.IO;
        using NetVariants.Data;

        string folder = Directory.CreateTempSubdirectory().FullName;
        var grey = new byte[3 * 32 * 32];
        Array.Fill(grey, (byte)200);
        JpegFile.Write(Path.Combine(folder, "a", "1.jpg"), grey, 32, 32);
        var pixels = new byte[3 * 16 * 16];
        ImageFolder.Open(folder, new EvaluationTransform(16, 16)).Read(0, default, pixels);
        Directory.Delete(folder, recursive: true);
        Console.WriteLine(pixels[0]);
        """;

    private static readonly string[] s_someLibraries =
    [
        "linux-x64/native/libSkiaSharp.so", "linux-arm64/native/libSkiaSharp.so",
        "win-x64/native/libSkiaSharp.dll", "osx/native/libSkiaSharp.dylib",
    ];

    [Fact]
    public void A_program_has_the_library_of_its_platform_alone()
    {
        var project = new UserProject(feed, "Images", Program);

        project.Build();

        AssertGrey(project.Run());
        var library = Assert.Single(Libraries(project.Folder, "bin"));
        Assert.EndsWith("runtimes/linux-x64/native/libSkiaSharp.so", library, StringComparison.Ordinal);
    }

    [Fact]
    public void All_platforms_are_copied_on_request()
    {
        var project = new UserProject(
            feed, "AllImages", Program, "<NetVariantsAllSkiaSharpLibraries>true</NetVariantsAllSkiaSharpLibraries>");

        project.Build();

        AssertHoldsAll(Libraries(project.Folder, "bin"));
    }

    [Fact]
    public void A_portable_program_has_the_libraries_of_all_platforms_and_no_symbols()
    {
        var project = new UserProject(feed, "ImagesPortable", Program);

        AssertGrey(project.Publish(""));

        var libraries = Libraries(Assert.Single(Directory.GetDirectories(project.Folder, "published-*")));
        AssertHoldsAll(libraries);
        Assert.DoesNotContain(libraries, path => path.EndsWith(".pdb", StringComparison.Ordinal));
    }

    [Fact]
    public void A_packed_tool_has_the_libraries_of_all_platforms()
    {
        var project = new UserProject(feed, "ImagesTool", Program, "<PackAsTool>true</PackAsTool><Version>1.0.0</Version>");

        project.Dotnet("pack -o packed -v minimal -nologo");

        using var package = ZipFile.OpenRead(Path.Combine(project.Folder, "packed", "ImagesTool.1.0.0.nupkg"));
        AssertHoldsAll([.. package.Entries.Select(entry => entry.FullName)]);
    }

    [Theory]
    [InlineData("SingleFile", "-r linux-x64 --self-contained -p:PublishSingleFile=true -p:IncludeNativeLibrariesForSelfExtract=true")]
    [InlineData("Aot", "-r linux-x64 -p:PublishAot=true")]
    public void A_published_program_reads_images(string name, string arguments) =>
        AssertGrey(new UserProject(feed, "Images" + name, Program).Publish(arguments));

    private static void AssertGrey(string printed) => Assert.InRange(int.Parse(printed, CultureInfo.InvariantCulture), 198, 202);

    private static void AssertHoldsAll(string[] paths)
    {
        foreach (var library in s_someLibraries)
            Assert.Contains(paths, path => path.EndsWith(library, StringComparison.Ordinal));
    }

    private static string[] Libraries(params string[] folders) =>
        Directory.GetFiles(Path.Combine(folders), "libSkiaSharp.*", SearchOption.AllDirectories);
}
