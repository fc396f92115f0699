using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using NetVariants.Data;
using NetVariants.Data.Codecs;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Runtime.Tests.Data;

/// <summary>Folders as users have them, and as nobody should.</summary>
public sealed partial class ImageFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Classes_are_sorted_by_code_points_and_files_found_at_any_depth()
    {
        Write("b/1.jpg", "a/2.JPEG", "a/deep/er/1.jpg", "Z/x.jpg", "a/notes.txt", "a/.hidden.jpg", ".git/1.jpg");

        ImageFolder folder = Open();

        Assert.Equal(["Z", "a", "b"], folder.Classes);
        Assert.Equal([0, 1, 1, 2], Enumerable.Range(0, folder.Count).Select(folder.LabelOf));
        Assert.Equal(["Z/x.jpg", "a/2.JPEG", "a/deep/er/1.jpg", "b/1.jpg"], Enumerable.Range(0, folder.Count).Select(i => Path.GetRelativePath(_folder.Path, folder.PathOf(i))));
    }

    [Fact]
    public void Links_that_lead_in_a_circle_end()
    {
        Write("a/1.jpg", "b/1.jpg");
        Directory.CreateSymbolicLink(_folder.File("a/again"), _folder.File("a"));
        Directory.CreateSymbolicLink(_folder.File("a/up"), _folder.Path);
        File.CreateSymbolicLink(_folder.File("b/self.jpg"), _folder.File("b/self.jpg"));

        ImageFolder folder = ImageFolder.Open(_folder.Path, new EvaluationTransform(4, 4), new ImageFolderOptions { FailOnDamaged = false });

        Assert.InRange(folder.Count, 3, 8);
        byte[] pixels = new byte[folder.Shape.Bytes];
        foreach (int i in Enumerable.Range(0, folder.Count))
            folder.Read(i, default, pixels);
        Assert.Contains(folder.Damaged.Keys, path => path.EndsWith("self.jpg", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_no_data_set_is_told_with_the_remedy()
    {
        Assert.Contains("There is no folder", Assert.Throws<DirectoryNotFoundException>(() => ImageFolder.Open(_folder.File("none"), new EvaluationTransform())).Message, StringComparison.Ordinal);
        Assert.Contains("no class folders", Assert.Throws<InvalidDataException>(() => Open()).Message, StringComparison.Ordinal);
        Write("a/1.jpg", "b/readme.txt");
        Assert.Contains("'" + _folder.File("b") + "' has no images", Assert.Throws<InvalidDataException>(() => Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_not_utf8_is_told()
    {
        Write("a/1.jpg");
        byte[] path = [.. System.Text.Encoding.UTF8.GetBytes(_folder.File("a/")), 0xff, 0xfe, .. ".jpg\0"u8];
        int file = Create(path, 0x1b6);
        Assert.True(file >= 0);
        _ = Close(file);

        Assert.Contains("is not UTF-8", Assert.Throws<InvalidDataException>(() => Open()).Message, StringComparison.Ordinal);
        _ = Remove(path);
    }

    [Fact]
    public void Classes_that_differ_between_the_parts_are_told_with_the_nearest_spelling()
    {
        Write("train/cassettePlayer/1.jpg", "train/church/1.jpg", "val/cassetePlayer/1.jpg", "val/church/1.jpg", "test/cassettePlayer/1.jpg", "test/church/1.jpg");

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => ImageFolders.Load(_folder.Path));
        Assert.Contains("'cassetePlayer' is not in train (did you mean 'cassettePlayer'?)", error.Message, StringComparison.Ordinal);

        DataSplits data = ImageFolders.Load(_folder.Path, new ImageFolderOptions { ClassNames = new Dictionary<string, string> { ["cassetePlayer"] = "cassettePlayer" } });
        Assert.Equal(data.Train.Classes, data.Validation.Classes);
        Directory.Delete(_folder.File("test/church"), recursive: true);
        Assert.Contains("'church' is missing", Assert.Throws<InvalidDataException>(() => ImageFolders.Load(_folder.Path, new ImageFolderOptions { ClassNames = new Dictionary<string, string> { ["cassetePlayer"] = "cassettePlayer" } })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_folder_is_parted_by_seed_and_shares()
    {
        Write([.. Enumerable.Range(0, 20).SelectMany(i => new[] { $"a/{i}.jpg", $"b/{i}.jpg" })]);

        DataSplits data = ImageFolders.Split(_folder.Path, 0.2, 0.1, seed: 3);

        Assert.Equal((28, 8, 4), (data.Train.Count, data.Validation.Count, data.Test.Count));
        string[][] files = [.. new[] { data.Train, data.Validation, data.Test }.Select(part => Enumerable.Range(0, part.Count).Select(((ImageFolder)part).PathOf).ToArray())];
        Assert.Equal(40, files.SelectMany(part => part).Distinct().Count());
        DataSplits again = ImageFolders.Split(_folder.Path, 0.2, 0.1, seed: 3);
        Assert.Equal(files[1], Enumerable.Range(0, 8).Select(((ImageFolder)again.Validation).PathOf));
        DataSplits other = ImageFolders.Split(_folder.Path, 0.2, 0.1, seed: 4);
        Assert.NotEqual(files[1], Enumerable.Range(0, 8).Select(((ImageFolder)other.Validation).PathOf));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageFolders.Split(_folder.Path, 0.5, 0.5, seed: 3));
    }

    [Fact]
    public void A_hundred_thousand_files_are_listed()
    {
        Directory.CreateDirectory(_folder.File("a"));
        for (int i = 0; i < 100_000; i++)
            File.Create(_folder.File($"a/{i}.jpg"), 1).Dispose();
        long before = GC.GetTotalMemory(forceFullCollection: true);

        ImageFolder folder = Open();

        Assert.Equal(100_000, folder.Count);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, 0, 40L << 20);
        GC.KeepAlive(folder);
    }

    [Fact]
    public void A_damaged_file_is_fatal_by_name_or_another_takes_its_place()
    {
        Write("a/1.jpg", "a/2.jpg", "b/1.jpg");
        File.WriteAllText(_folder.File("a/1.jpg"), "no picture");
        byte[] damaged = new byte[3 * 16], whole = new byte[3 * 16];

        ImageFileException error = Assert.Throws<ImageFileException>(() => Open().Read(0, default, damaged));
        Assert.Equal(_folder.File("a/1.jpg"), error.FileName);
        Assert.Contains("neither JPEG nor PNG", error.Message, StringComparison.Ordinal);

        ImageFolder folder = ImageFolder.Open(_folder.Path, new EvaluationTransform(4, 4), new ImageFolderOptions { FailOnDamaged = false });
        folder.Read(0, default, damaged);
        folder.Read(1, default, whole);
        Assert.Equal(whole, damaged);
        Assert.Equal([_folder.File("a/1.jpg")], folder.Damaged.Keys);
        // The last of its class has no other.
        File.WriteAllText(_folder.File("b/1.jpg"), "");
        Assert.Contains("it is empty", Assert.Throws<ImageFileException>(() => folder.Read(2, default, damaged)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_of_a_worker_names_the_file()
    {
        Write([.. Enumerable.Range(10, 40).Select(i => $"a/{i}.jpg")]);
        File.WriteAllBytes(_folder.File("a/33.jpg"), Picture(20, 20)[..^40]);

        ImageFileException error = Assert.Throws<ImageFileException>(() =>
        {
            foreach (PixelBatch _ in BatchLoader.Read(Open(), [.. Enumerable.Range(0, 40)], new LoaderOptions { BatchSize = 4, Workers = 3 }))
            {
            }
        });

        Assert.Equal(_folder.File("a/33.jpg"), error.FileName);
    }

    [Fact]
    public void A_jpeg_cut_off_or_changed_anywhere_gives_an_error_or_a_picture()
    {
        byte[] file = Picture(40, 30);
        for (int length = 0; length < file.Length; length++)
            Assert.ThrowsAny<FormatException>(() => ImageFile.Decode(file.AsSpan(0, length), new ImageFolderOptions()).Dispose());
        Survive(file);
    }

    [Fact]
    public void A_png_cut_off_or_changed_anywhere_gives_an_error_or_a_picture()
    {
        // 2×2 pixels of red, green, blue and white, as any encoder writes them.
        byte[] file = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP4z8DA8J+BkYHh////DAAe9gT9Ce00PgAAAABJRU5ErkJggg==");
        using (DecodedImage image = ImageFile.Decode(file, new ImageFolderOptions()))
            Assert.Equal((2, 2), (image.Width, image.Height));
        for (int length = 0; length < file.Length - 12; length++)
            Assert.ThrowsAny<FormatException>(() => ImageFile.Decode(file.AsSpan(0, length), new ImageFolderOptions()).Dispose());
        Survive(file);
    }

    [Fact]
    public void A_picture_that_claims_to_be_huge_is_refused_before_memory_is_taken()
    {
        byte[] file = Picture(8, 8);
        // The frame's height and width.
        int frame = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xff, 0xc0]);
        file.AsSpan(frame + 5, 4).Fill(0x7f);

        FormatException error = Assert.Throws<FormatException>(() => ImageFile.Decode(file, new ImageFolderOptions()));

        Assert.Contains("32639×32639 pixels are more than", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "ab/cd")]
    [InlineData(2, "ba/dc")]
    [InlineData(3, "dc/ba")]
    [InlineData(4, "cd/ab")]
    [InlineData(5, "ac/bd")]
    [InlineData(6, "ca/db")]
    [InlineData(7, "db/ca")]
    [InlineData(8, "bd/ac")]
    public void Each_orientation_is_turned_upright(int orientation, string expected)
    {
        DecodedImage image = new(2, 2);
        "aaabbbcccddd"u8.CopyTo(image.Pixels);

        using DecodedImage upright = Orientation.Apply(image, orientation);

        string seen = new([.. Enumerable.Range(0, 4).Select(i => (char)upright.Pixels[3 * i])]);
        Assert.Equal(expected, $"{seen[..2]}/{seen[2..]}");
    }

    [Fact]
    public void Random_choices_do_not_depend_on_the_workers()
    {
        Write([.. Enumerable.Range(0, 24).Select(i => $"a/{i}.jpg")]);
        ImageFolder folder = ImageFolder.Open(_folder.Path, new TrainingTransform(8) { Jitter = new ColorJitter(0.2, 0.2, 0.2, 0.1), Erasing = 0.5 });
        byte[][] Read(int workers, int epoch) =>
            [.. BatchLoader.Read(folder, [.. Enumerable.Range(0, 24)], new LoaderOptions { BatchSize = 5, Workers = workers, Seed = 3, Epoch = epoch }).Select(batch => batch.Pixels.ToArray())];

        byte[][] one = Read(1, 1);

        Assert.Equal(one, Read(4, 1));
        Assert.NotEqual(one, Read(1, 2));
    }

    private static void Survive(byte[] file)
    {
        for (int i = 0; i < file.Length; i++)
        {
            foreach (byte change in new byte[] { 0x00, 0xff, (byte)(file[i] ^ 0x10) })
            {
                byte[] changed = [.. file];
                changed[i] = change;
                try
                {
                    ImageFile.Decode(changed, new ImageFolderOptions { MaxPixels = 1 << 20, ApplyOrientation = true }).Dispose();
                }
                catch (FormatException)
                {
                    continue;
                }
            }
        }
    }

    private ImageFolder Open() => ImageFolder.Open(_folder.Path, new EvaluationTransform(4, 4));

    private void Write(params string[] names)
    {
        foreach ((int i, string name) in names.Index())
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(name))!);
            File.WriteAllBytes(_folder.File(name), Path.GetExtension(name) == ".txt" ? [1] : Picture(12 + (i % 9), 10 + (i % 7)));
        }
    }

    private static byte[] Picture(int width, int height)
    {
        byte[] pixels = new byte[3 * width * height];
        RandomStream random = new(width, height);
        foreach (ref byte value in pixels.AsSpan())
            value = (byte)random.Next(256);
        return Jpeg.Encode(pixels, width, height, isGrey: false, quality: 90);
    }

    [LibraryImport("libc", EntryPoint = "creat")]
    private static partial int Create(byte[] path, int mode);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);

    [LibraryImport("libc", EntryPoint = "unlink")]
    private static partial int Remove(byte[] path);
}
