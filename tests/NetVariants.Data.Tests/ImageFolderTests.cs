using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using NetVariants.Data.Codecs;
using Xunit;

namespace NetVariants.Data.Tests;

/// <summary>Folders as users have them.</summary>
public sealed class ImageFolderTests : SmallImageFolder
{
    [Fact]
    public void Classes_are_sorted_by_code_points_and_files_found_at_any_depth()
    {
        Write("b/1.jpg", "a/2.JPEG", "a/deep/er/1.jpg", "Z/x.jpg", "a/notes.txt", "a/.hidden.jpg", ".git/1.jpg");

        var folder = Open();

        Assert.Equal(["Z", "a", "b"], folder.Classes);
        Assert.Equal([0, 1, 1, 2], Enumerable.Range(0, folder.Count).Select(folder.LabelOf));
        Assert.Equal(
            ["Z/x.jpg", "a/2.JPEG", "a/deep/er/1.jpg", "b/1.jpg"],
            Enumerable.Range(0, folder.Count).Select(i => Path.GetRelativePath(Folder.Path, folder.PathOf(i))));
    }

    [Fact]
    public void A_folder_without_a_data_set_is_reported_with_the_remedy()
    {
        Assert.Contains(
            "There is no folder",
            Assert.Throws<DirectoryNotFoundException>(() => ImageFolder.Open(Folder.File("none"), new EvaluationTransform())).Message,
            StringComparison.Ordinal);
        Assert.Contains("no class folders", Assert.Throws<InvalidDataException>(() => Open()).Message, StringComparison.Ordinal);
        Write("a/1.jpg", "b/readme.txt");
        Assert.Contains(
            "'" + Folder.File("b") + "' has no images",
            Assert.Throws<InvalidDataException>(() => Open()).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_may_be_a_link_to_a_folder_elsewhere()
    {
        Write("elsewhere/1.jpg", "data/b/1.jpg");
        Directory.CreateSymbolicLink(Folder.File("data/a"), Folder.File("elsewhere"));
        Directory.CreateSymbolicLink(Folder.File("link"), Folder.File("data"));

        Assert.Equal(["a", "b"], ImageFolder.Open(Folder.File("link"), new EvaluationTransform(4, 4)).Classes);
    }

    [Fact]
    public void Names_are_sorted_as_python_sorts_them()
    {
        // U+FB01 before U+1F600, whose UTF-16 begins with U+D83D.
        Write("\U0001f600/1.jpg", "\ufb01/1.jpg", "é/1.jpg", "Z/1.jpg", "a b/1.jpg", "a/1.jpg", "A/1.jpg");

        Assert.Equal(["A", "Z", "a", "a b", "é", "\ufb01", "\U0001f600"], Open().Classes);
    }

    [Fact]
    public void Classes_that_differ_between_splits_are_reported_with_the_nearest_spelling()
    {
        Write(
            "train/cassettePlayer/1.jpg",
            "train/church/1.jpg",
            "val/cassetePlayer/1.jpg",
            "val/church/1.jpg",
            "test/cassettePlayer/1.jpg",
            "test/church/1.jpg");

        var error = Assert.Throws<InvalidDataException>(() => ImageFolders.Load(Folder.Path));
        Assert.Contains("'cassetePlayer' is not in train (did you mean 'cassettePlayer'?)", error.Message, StringComparison.Ordinal);

        var data = ImageFolders.Load(
            Folder.Path, new ImageFolderOptions { ClassNames = new Dictionary<string, string> { ["cassetePlayer"] = "cassettePlayer" } });
        Assert.Equal(data.Train.Classes, data.Validation.Classes);
        Directory.Delete(Folder.File("test/church"), recursive: true);
        Assert.Contains(
            "'church' is missing",
            Assert.Throws<InvalidDataException>(
                () => ImageFolders.Load(
                    Folder.Path,
                    new ImageFolderOptions
                    {
                        ClassNames = new Dictionary<string, string> { ["cassetePlayer"] = "cassettePlayer" },
                    })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void One_folder_is_split_by_seed_and_fractions()
    {
        Write([.. Enumerable.Range(0, 20).SelectMany(i => new[] { $"a/{i}.jpg", $"b/{i}.jpg" })]);

        var data = ImageFolders.Split(Folder.Path, 0.2, 0.1, seed: 3);

        Assert.Equal((28, 8, 4), (data.Train.Count, data.Validation.Count, data.Test.Count));
        string[][] files = [.. new[] { data.Train, data.Validation, data.Test }.Select(
            part => Enumerable.Range(0, part.Count).Select(((ImageFolder)part).PathOf).ToArray())];
        Assert.Equal(40, files.SelectMany(part => part).Distinct().Count());
        var again = ImageFolders.Split(Folder.Path, 0.2, 0.1, seed: 3);
        Assert.Equal(files[1], Enumerable.Range(0, 8).Select(((ImageFolder)again.Validation).PathOf));
        var other = ImageFolders.Split(Folder.Path, 0.2, 0.1, seed: 4);
        Assert.NotEqual(files[1], Enumerable.Range(0, 8).Select(((ImageFolder)other.Validation).PathOf));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageFolders.Split(Folder.Path, 0.5, 0.5, seed: 3));
    }

    [Fact]
    public void A_corrupt_file_fails_by_name_or_is_replaced()
    {
        Write("a/1.jpg", "a/2.jpg", "b/1.jpg");
        File.WriteAllText(Folder.File("a/1.jpg"), "no image");
        byte[] damaged = new byte[3 * 16], whole = new byte[3 * 16];

        var error = Assert.Throws<ImageFileException>(() => Open().Read(0, default, damaged));
        Assert.Equal(Folder.File("a/1.jpg"), error.FileName);
        Assert.Contains("not a JPEG, PNG, WebP, GIF or BMP file", error.Message, StringComparison.Ordinal);

        var folder = ImageFolder.Open(
            Folder.Path, new EvaluationTransform(4, 4), new ImageFolderOptions { Damaged = OnCorruptImage.Replace });
        folder.Read(0, default, damaged);
        folder.Read(1, default, whole);
        Assert.Equal(whole, damaged);
        Assert.Equal([Folder.File("a/1.jpg")], folder.Damaged.Keys);
        // The last of its class has no other.
        File.WriteAllText(Folder.File("b/1.jpg"), "");
        Assert.Contains(
            "it is empty", Assert.Throws<ImageFileException>(() => folder.Read(2, default, damaged)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Corrupt_files_are_skipped_listed_and_counted_before_training()
    {
        foreach (var part in new[] { "train", "val", "test" })
            Write([.. Enumerable.Range(0, 6).SelectMany(i => new[] { $"{part}/a/{i}.jpg", $"{part}/b/{i}.jpg" })]);
        File.WriteAllText(Folder.File("train/a/2.jpg"), "no image");
        File.WriteAllBytes(Folder.File("test/b/0.jpg"), Jpeg(20, 20)[..^30]);

        var data = ImageFolders.Load(Folder.Path, new ImageFolderOptions { Damaged = OnCorruptImage.Skip });

        Assert.Equal((11, 12, 11), (data.Train.Count, data.Validation.Count, data.Test.Count));
        Assert.Equal([Folder.File("train/a/2.jpg")], ((ImageFolder)data.Train).Damaged.Keys);
        Assert.Empty(((ImageFolder)data.Validation).Damaged);
        Assert.Equal([Folder.File("test/b/0.jpg")], ((ImageFolder)data.Test).Damaged.Keys);
        Assert.Equal(
            [0, 1, 3, 4, 5],
            Names((ImageFolder)data.Train).Where(name => name.Contains("/a/", StringComparison.Ordinal)).Select(name => name[^5] - '0'));
    }

    [Fact]
    public void A_corrupt_file_moves_no_other_between_splits()
    {
        Write([.. Enumerable.Range(0, 20).Select(i => $"a/{i}.jpg")]);
        var options = new ImageFolderOptions { Damaged = OnCorruptImage.Skip };
        string[][] Parts() =>
            [.. ImageFolders.Split(Folder.Path, 0.2, 0.2, seed: 3, options) is var data
                ? new[] { data.Train, data.Validation, data.Test }.Select(part => Names((ImageFolder)part))
                : []];
        var before = Parts();
        var victim = before[0][3];
        File.WriteAllText(Folder.File(victim), "");

        Assert.Equal(before.Select(part => part.Where(name => name != victim)), Parts());
        foreach (var name in before[1])
            File.WriteAllText(Folder.File(name), "");
        Assert.Empty(Parts()[1]);
    }

    [Fact]
    public void A_class_whose_images_are_all_corrupt_is_reported()
    {
        Write("a/1.jpg", "b/1.jpg");
        File.WriteAllText(Folder.File("b/1.jpg"), "no image");

        var message = Assert.Throws<InvalidDataException>(() => Open(OnCorruptImage.Skip)).Message;

        Assert.Contains("No image of the class 'b'", message, StringComparison.Ordinal);
        Assert.Contains(Folder.File("b/1.jpg") + "' (it is not a JPEG, PNG, WebP, GIF or BMP file)", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_search_for_corrupt_files_can_be_cancelled()
    {
        Write("a/1.jpg");

        Assert.ThrowsAny<OperationCanceledException>(
            () => ImageFolder.Open(
                Folder.Path,
                new EvaluationTransform(4, 4),
                new ImageFolderOptions { Damaged = OnCorruptImage.Skip },
                new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Erased_pixels_are_zero_after_normalization()
    {
        Write("a/1.jpg");
        var transform = new TrainingTransform(16) { RandomErasing = 1 };
        var pixels = new byte[3 * 256];

        ImageFolder.Open(
            Folder.Path, transform, new ImageFolderOptions { Normalization = new([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]) }).Read(
            0, new RandomStream(1), pixels);

        Assert.Contains(Enumerable.Range(0, 256), i => (pixels[i], pixels[256 + i], pixels[512 + i]) == (124, 116, 104));
        ImageFolder.Open(Folder.Path, transform with { Erased = (1, 2, 3) }).Read(0, new RandomStream(1), pixels);
        Assert.Contains(Enumerable.Range(0, 256), i => (pixels[i], pixels[256 + i], pixels[512 + i]) == (1, 2, 3));
    }

    [Fact]
    public void A_workers_exception_names_the_file()
    {
        Write([.. Enumerable.Range(10, 40).Select(i => $"a/{i}.jpg")]);
        File.WriteAllBytes(Folder.File("a/33.jpg"), Jpeg(20, 20)[..^40]);

        var error = Assert.Throws<ImageFileException>(() =>
        {
            foreach (var _ in BatchLoader.Read(Open(), [.. Enumerable.Range(0, 40)], new LoaderOptions { BatchSize = 4, Workers = 3 }))
            {
            }
        });

        Assert.Equal(Folder.File("a/33.jpg"), error.FileName);
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
    public void Every_orientation_is_turned_upright(int orientation, string expected)
    {
        var image = new DecodedImage(2, 2);
        "aaaabbbbccccdddd"u8.CopyTo(image.Pixels);

        using var upright = Orientation.Apply(image, orientation);

        var seen = new string([.. Enumerable.Range(0, 4).Select(i => (char)upright.Pixels[4 * i])]);
        Assert.Equal(expected, $"{seen[..2]}/{seen[2..]}");
    }

    [Fact]
    public void Random_choices_do_not_depend_on_the_workers()
    {
        Write([.. Enumerable.Range(0, 24).Select(i => $"a/{i}.jpg")]);
        var folder = ImageFolder.Open(
            Folder.Path, new TrainingTransform(8) { Jitter = new ColorJitter(0.2, 0.2, 0.2, 0.1), RandomErasing = 0.5 });
        byte[][] Read(int workers, int epoch) =>
            [.. BatchLoader.Read(
                folder,
                [.. Enumerable.Range(0, 24)],
                new LoaderOptions { BatchSize = 5, Workers = workers, Seed = 3, Epoch = epoch }).Select(
                batch => batch.Pixels.ToArray())];

        var one = Read(1, 1);

        Assert.Equal(one, Read(4, 1));
        Assert.NotEqual(one, Read(1, 2));
    }
}
