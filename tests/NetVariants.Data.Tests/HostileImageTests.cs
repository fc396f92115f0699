using System;
using System.Buffers.Binary;
using System.Diagnostics;
using System.IO;
using System.IO.Hashing;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using NetVariants.Data.Codecs;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Data.Tests;

/// <summary>Files and folders as nobody should have them.</summary>
public sealed partial class HostileImageTests : SmallImageFolder
{
    private static readonly DecodeOptions s_options = new ImageFolderOptions().Decoding;

    [Fact]
    public void Circular_links_end()
    {
        Write("a/1.jpg", "b/1.jpg");
        Directory.CreateSymbolicLink(Folder.File("a/again"), Folder.File("a"));
        Directory.CreateSymbolicLink(Folder.File("a/up"), Folder.Path);
        File.CreateSymbolicLink(Folder.File("b/self.jpg"), Folder.File("b/self.jpg"));

        var folder = ImageFolder.Open(
            Folder.Path, new EvaluationTransform(4, 4), new ImageFolderOptions { Damaged = OnCorruptImage.Replace });

        Assert.Equal(["a/1.jpg", "b/1.jpg", "b/self.jpg"], Names(folder));
        var pixels = new byte[folder.Shape.Bytes];
        foreach (var i in Enumerable.Range(0, folder.Count))
            folder.Read(i, default, pixels);
        Assert.Contains(folder.Damaged.Keys, path => path.EndsWith("self.jpg", StringComparison.Ordinal));
    }

    [Fact]
    public void Links_that_fork_again_and_again_are_listed_once()
    {
        // 2^40 ways lead to the last of them.
        for (var i = 0; i < 40; i++)
        {
            Write($"a/{i}/1.jpg");
            if (i == 0)
                continue;
            Directory.CreateSymbolicLink(Folder.File($"a/{i - 1}/left"), Folder.File($"a/{i}"));
            Directory.CreateSymbolicLink(Folder.File($"a/{i - 1}/right"), Folder.File($"a/{i}"));
        }

        Assert.Equal(40, Open().Count);
    }

    [Fact]
    public void A_file_name_that_is_not_UTF8_is_reported_or_skipped()
    {
        Write("a/1.jpg", "a/\ufffd.jpg");
        byte[] path = [.. System.Text.Encoding.UTF8.GetBytes(Folder.File("a/")), 0xff, 0xfe, .. ".jpg\0"u8];
        var file = Create(path, 0x1b6);
        Assert.True(file >= 0);
        _ = Close(file);
        try
        {
            Assert.Contains("is not UTF-8", Assert.Throws<InvalidDataException>(() => Open()).Message, StringComparison.Ordinal);

            var folder = Open(OnCorruptImage.Skip);

            Assert.Equal(["a/1.jpg", "a/\ufffd.jpg"], Names(folder));
            Assert.Contains("is not UTF-8", Assert.Single(folder.Damaged.Values), StringComparison.Ordinal);
        }
        finally
        {
            _ = Remove(path);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/")]
    public void A_folder_name_that_is_not_UTF8_is_reported(string above)
    {
        Write("a/1.jpg");
        byte[] path = [.. System.Text.Encoding.UTF8.GetBytes(Folder.File(above)), (byte)'/', 0xff, 0xfe, 0];
        Assert.Equal(0, MakeFolder(path, 0x1ff));
        try
        {
            Assert.Contains("is not UTF-8", Assert.Throws<InvalidDataException>(() => Open()).Message, StringComparison.Ordinal);
        }
        finally
        {
            _ = RemoveFolder(path);
        }
    }

    [Fact]
    public void Pipes_and_devices_are_reported_without_blocking()
    {
        Write("a/1.jpg", "a/folder.jpg/2.jpg");
        Assert.Equal(0, MakePipe(Folder.File("a/pipe.jpg"), 0x1b6));
        File.CreateSymbolicLink(Folder.File("a/endless.jpg"), "/dev/zero");
        File.CreateSymbolicLink(Folder.File("a/nowhere.jpg"), Folder.File("none"));
        using (var sparse = File.Create(Folder.File("a/sparse.jpg")))
            sparse.SetLength(1L << 40);

        var folder = Open(OnCorruptImage.Skip);

        Assert.Equal(["a/1.jpg", "a/folder.jpg/2.jpg"], Names(folder));
        Assert.Equal(
            ["endless.jpg", "nowhere.jpg", "pipe.jpg", "sparse.jpg"],
            folder.Damaged.Keys.Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("it is not a regular file", folder.Damaged[Folder.File("a/pipe.jpg")]);
        Assert.Contains("1,099,511,627,776 bytes", folder.Damaged[Folder.File("a/sparse.jpg")], StringComparison.Ordinal);
    }

    [Fact]
    public void A_hundred_thousand_files_are_listed()
    {
        Directory.CreateDirectory(Folder.File("a"));
        for (var i = 0; i < 100_000; i++)
            File.Create(Folder.File($"a/{i}.jpg"), 1).Dispose();
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var folder = Open();

        Assert.Equal(100_000, folder.Count);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 40L << 20);
        GC.KeepAlive(folder);
    }

    [Fact]
    public void A_missing_native_library_is_reported_with_the_remedy()
    {
        var error = new DllNotFoundException(
            "Unable to load shared library 'libSkiaSharp' or one of its dependencies. Consider setting LD_DEBUG:\n/usr/lib");

        var message = new MissingLibraryException(error).Message;

        Assert.Contains("(Unable to load shared library 'libSkiaSharp' or one of its dependencies)", message, StringComparison.Ordinal);
        Assert.Contains("--runtime " + RuntimeInformation.RuntimeIdentifier, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deleted_file_is_reported_by_name()
    {
        Write("a/1.jpg");
        var folder = Open();
        File.Delete(Folder.File("a/1.jpg"));

        var error = Assert.Throws<ImageFileException>(() => folder.Read(0, default, new byte[3 * 16]));

        Assert.Equal(Folder.File("a/1.jpg"), error.FileName);
    }

    [Theory]
    [InlineData("scene.jfif")]
    [InlineData("gray.jpg")]
    [InlineData("gray16_low.png")]
    [InlineData("scene.webp")]
    [InlineData("scene.gif")]
    [InlineData("scene.bmp")]
    public void Corrupt_images_never_crash(string name)
    {
        var file = File.ReadAllBytes(Repository.PathOf("tests/Shared/Images/" + name));
        using (var image = ImageFile.Decode([.. file], s_options))
            Assert.Equal(image.Width, image.Height);
        // The headers byte by byte.
        int[] places = [.. Enumerable.Range(0, file.Length).Where(i => i < 128 || i % 7 == 0)];
        // A PNG's last chunk is 12 bytes, and empty.
        foreach (var length in places.Where(length => length < file.Length - 12))
            Assert.ThrowsAny<FormatException>(() => ImageFile.Decode(file.AsSpan(0, length).ToArray(), s_options).Dispose());
        foreach (var i in places)
        {
            foreach (var change in new byte[] { 0x00, 0xff, (byte)(file[i] ^ 0x10) })
            {
                byte[] changed = [.. file];
                changed[i] = change;
                Survive(changed, request: null);
                // As for a random crop, which decodes a part alone.
                Survive(
                    changed,
                    static (width, height) => new DecodeRequest(
                        1, new Box(width / 3, height / 3, Math.Max(1, width / 4), Math.Max(1, height / 4))));
            }
        }
    }

    [Theory]
    [InlineData("scene.jfif")]
    [InlineData("gray16_low.png")]
    [InlineData("scene.webp")]
    [InlineData("scene.gif")]
    [InlineData("scene.bmp")]
    public void An_image_that_claims_to_be_huge_is_rejected_before_memory_is_allocated(string name)
    {
        var file = File.ReadAllBytes(Repository.PathOf("tests/Shared/Images/" + name));
        Span<byte> at = file;
        switch (name[^4..])
        {
            case ".png":
                at[16..24].Fill(0x7f);
                BinaryPrimitives.WriteUInt32BigEndian(at[29..], Crc32.HashToUInt32(at[12..29]));
                break;
            case ".gif":
                at[6..10].Fill(0x7f);
                break;
            case ".bmp":
                (at[20], at[24]) = (1, 1);
                break;
            case "webp":
                // The frame's width and height, 14 bits each.
                (at[26], at[27], at[28], at[29]) = (0xff, 0x3f, 0xff, 0x3f);
                break;
            default:
                at.Slice(at.IndexOf((ReadOnlySpan<byte>)[0xff, 0xc0]) + 5, 4).Fill(0x7f);
                break;
        }

        var before = Process.GetCurrentProcess().PeakWorkingSet64;
        var error = Assert.Throws<FormatException>(() => ImageFile.Decode(file, s_options));

        Assert.Matches("pixels are more than|damaged", error.Message);
        Assert.InRange(Process.GetCurrentProcess().PeakWorkingSet64 - before, long.MinValue, 64L << 20);
    }

    [Theory]
    [InlineData("scene.tif", "a TIFF file, which is not supported: convert it")]
    [InlineData("<!DOCTYPE html><html>", "a web page")]
    [InlineData("<!DOCTYPE html><html><body><svg>", "a web page")]
    [InlineData("<!-- a page", "a web page")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>", "an SVG drawing, which is not supported: convert it")]
    [InlineData("\n<?xml version='1.0'?><!-- <html> -->\n<svg:svg>", "an SVG drawing")]
    [InlineData("<?xml version='1.0'?><!DOCTYPE svg PUBLIC '' '' [ <!ENTITY a '>'> ]>", "an SVG drawing")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:0", "Git LFS pointer")]
    [InlineData("....ftypavif....", "AVIF")]
    [InlineData("....ftypheic....", "HEIC")]
    [InlineData("", "it is empty")]
    [InlineData("no image", "not a JPEG, PNG, WebP, GIF or BMP file")]
    public void Files_that_are_no_images_are_reported_by_their_content(string content, string expected)
    {
        var file = content == "scene.tif"
            ? File.ReadAllBytes(Repository.PathOf("tests/Shared/Images/" + content))
            : Encoding.ASCII.GetBytes(content);

        Assert.Contains(
            expected, Assert.Throws<FormatException>(() => ImageFile.Decode(file, s_options)).Message, StringComparison.Ordinal);
    }

    private static void Survive(byte[] file, DecodeRequest.ForSize? request)
    {
        try
        {
            ImageFile.Decode([.. file], s_options with { MaxPixels = 1 << 20, ApplyOrientation = true }, request).Dispose();
        }
        catch (FormatException error)
        {
            Assert.NotEmpty(error.Message);
        }
    }

    [LibraryImport("libc", EntryPoint = "creat")]
    private static partial int Create(byte[] path, int mode);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);

    [LibraryImport("libc", EntryPoint = "mkdir")]
    private static partial int MakeFolder(byte[] path, int mode);

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakePipe(string path, int mode);

    [LibraryImport("libc", EntryPoint = "rmdir")]
    private static partial int RemoveFolder(byte[] path);

    [LibraryImport("libc", EntryPoint = "unlink")]
    private static partial int Remove(byte[] path);
}
