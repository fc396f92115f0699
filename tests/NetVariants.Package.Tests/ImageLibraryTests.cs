using System;
using System.IO;
using System.Linq;
using Xunit;

namespace NetVariants.Package.Tests;

/// <summary>Images are read in what users build with the packages, and only the native library of their platform is copied (NetVariants.Runtime.targets).</summary>
[Collection(FeedCollection.Name)]
public sealed class ImageLibraryTests(Feed feed)
{
    private const string Program = """
        using System;
        using System.IO;
        using NetVariants.Data;

        string folder = Directory.CreateTempSubdirectory().FullName;
        JpegFile.Write(Path.Combine(folder, "a", "1.jpg"), new byte[3 * 32 * 32], 32, 32);
        var pixels = new byte[3 * 16 * 16];
        ImageFolder.Open(folder, new EvaluationTransform(16, 16)).Read(0, default, pixels);
        Directory.Delete(folder, recursive: true);
        Console.WriteLine(pixels[0]);
        """;

    [Fact]
    public void A_program_has_the_library_of_its_platform_alone()
    {
        var project = new UserProject(feed, "Images", Program);

        project.Build();

        Assert.Equal("0", project.Run().Trim());
        Assert.EndsWith("runtimes/linux-x64/native/libSkiaSharp.so", Assert.Single(Libraries(project)), StringComparison.Ordinal);
    }

    [Fact]
    public void All_platforms_are_copied_on_request()
    {
        var project = new UserProject(feed, "AllImages", Program, "<NetVariantsTrimSkiaSharp>false</NetVariantsTrimSkiaSharp>");

        project.Build();

        string[] libraries = Libraries(project);
        foreach (string library in new[] { "linux-x64/native/libSkiaSharp.so", "linux-arm64/native/libSkiaSharp.so", "win-x64/native/libSkiaSharp.dll", "osx/native/libSkiaSharp.dylib" })
            Assert.Contains(libraries, path => path.EndsWith(library, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Portable", "")]
    [InlineData("SingleFile", "-r linux-x64 --self-contained -p:PublishSingleFile=true -p:IncludeNativeLibrariesForSelfExtract=true")]
    [InlineData("Aot", "-r linux-x64 -p:PublishAot=true")]
    public void A_published_program_reads_images(string name, string arguments) =>
        Assert.Equal("0", new UserProject(feed, "Images" + name, Program).Publish(arguments));

    private static string[] Libraries(UserProject project) => Directory.GetFiles(Path.Combine(project.Folder, "bin"), "libSkiaSharp.*", SearchOption.AllDirectories);
}
