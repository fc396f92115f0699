using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Threading;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Data.Tests;

/// <summary>What folders have besides what is read, and what they lack: nothing is skipped silently.</summary>
public sealed partial class FolderContentTests : SmallImageFolder
{
    private readonly List<string> _told = [];

    private ImageFolderOptions Options =>
        new() { Training = new EvaluationTransform(4, 4), Evaluation = new EvaluationTransform(4, 4), Warn = _told.Add };

    [Fact]
    public void Only_images_that_are_the_same_every_time_say_how_pictures_become_them()
    {
        Copy("scene.bmp", "cat/1.bmp");
        var fixedImages = ImageFolder.Open(Folder.Path, new EvaluationTransform(4, 5), Options);

        Assert.Equal(new EvaluationTransform(4, 5), fixedImages.Evaluation);
        Assert.Equal(new EvaluationTransform(4, 5), new ImageSubset(fixedImages, [0]).Evaluation);
        Assert.Null(ImageFolder.Open(Folder.Path, new TrainingTransform(4), Options).Evaluation);
    }

    [Fact]
    public void Every_format_is_read_and_other_files_are_counted_by_extension()
    {
        foreach (var (source, targets) in new (string, string[])[]
        {
            ("scene.jfif", ["cat/1.jpg", "cat/2.jpe", "cat/3.jfif", "cat/4.JPEG", "cat/noext", "dog/1.jpg"]),
            ("scene.webp", ["cat/5.webp", "cat/6.webp"]), ("scene.bmp", ["cat/7.bmp"]), ("scene.gif", ["cat/8.gif"]),
            ("gray16.png", ["cat/9.png"]),
            ("scene.tif", ["cat/1.tif", "cat/deep/2.TIF", "cat/3.tiff"]), ("scene.gif", ["dog/Thumbs.db", "beside.jpg", "cat/.hidden.tif"]),
        })
        {
            foreach (var target in targets)
                Copy(source, target);
        }

        var folder = ImageFolder.Open(Folder.Path, new EvaluationTransform(4, 4), Options);

        Assert.Equal(
            [
                "cat/1.jpg",
                "cat/2.jpe",
                "cat/3.jfif",
                "cat/4.JPEG",
                "cat/5.webp",
                "cat/6.webp",
                "cat/7.bmp",
                "cat/8.gif",
                "cat/9.png",
                "dog/1.jpg"
            ],
            Names(folder));
        var pixels = new byte[folder.Shape.Bytes];
        foreach (var i in Enumerable.Range(0, folder.Count))
            folder.Read(i, default, pixels);
        Assert.Equal(
            new Dictionary<string, int> { [""] = 1, [".db"] = 1, [".jpg"] = 1, [".tif"] = 2, [".tiff"] = 1 }.Order(
                Comparer<KeyValuePair<string, int>>.Create((a, b) => string.CompareOrdinal(a.Key, b.Key))),
            folder.Skipped);
        var message = Assert.Single(_told);
        Assert.Contains("6 files are not read: 2 .tif, 1 without extension, 1 .db, 1 .jpg, 1 .tiff", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_without_images_is_rejected_with_the_files_it_has()
    {
        Write("a/1.jpg");
        Copy("scene.tif", "b/1.tif");

        Assert.Contains(
            "has no images (.jpg, .jpeg, .jpe, .jfif, .png, .webp, .gif, .bmp), but 1 .tif",
            Refused(() => ImageFolder.Open(Folder.Path, new EvaluationTransform(4, 4), Options)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train", "val", "test")]
    [InlineData("Train", "Val", "Test")]
    [InlineData("training", "valid", "testing")]
    [InlineData("TRAIN", "Validation", "test")]
    public void Splits_are_found_by_common_names_in_any_case(string train, string validation, string test)
    {
        Write($"{train}/a/1.jpg", $"{train}/a/2.jpg", $"{validation}/a/1.jpg", $"{test}/a/1.jpg", "extra/a/1.jpg");

        var data = ImageFolders.Load(Folder.Path, Options);

        Assert.True(ImageFolders.HasParts(Folder.Path));
        Assert.Equal((2, 1, 1), (data.Train.Count, data.Validation.Count, data.Test.Count));
        Assert.Equal([$"{validation}/a/1.jpg"], Names((ImageFolder)data.Validation));
        Assert.Contains("not read besides the parts: 'extra'", Assert.Single(_told), StringComparison.Ordinal);
    }

    [Fact]
    public void Ambiguous_splits_are_rejected_by_name()
    {
        Write("train/a/1.jpg", "valid/a/1.jpg", "Val/a/1.jpg", "test/a/1.jpg");

        Assert.Contains(
            "'Val', 'valid', each of which may be 'val'", Refused(() => ImageFolders.Load(Folder.Path, Options)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train val", "no folder 'test'; it has 'train', 'val'.", "HoldOut")]
    [InlineData("Train Test", "no folder 'val'; it has 'Test', 'Train'.", "HoldOut")]
    [InlineData("train", "neither 'val' nor 'test'; it has 'train'.", "ImageFolders.Split(")]
    [InlineData("cat dog", "no folder 'train'; it has 'cat', 'dog'.", "ImageFolders.Split.")]
    public void Missing_splits_are_reported_with_the_folders_found_and_the_remedy(string folders, string missing, string remedy)
    {
        Write([.. folders.Split(' ').Select(name => $"{name}/a/1.jpg")]);

        var message = Assert.Throws<DirectoryNotFoundException>(() => ImageFolders.Load(Folder.Path, Options)).Message;

        Assert.Contains(missing, message, StringComparison.Ordinal);
        Assert.Contains(remedy, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("val", "test", 4, 3)]
    [InlineData("test", "val", 3, 4)]
    public void HoldOut_takes_a_missing_split_from_the_training_images(string missing, string other, int validation, int test)
    {
        Write(
            [
                .. Enumerable.Range(0, 10).SelectMany(i => new[] { $"train/a/{i}.jpg", $"train/b/{i}.jpg" }),
                $"{other}/a/1.jpg",
                $"{other}/b/1.jpg",
                $"{other}/b/2.jpg"
            ]);

        var data = ImageFolders.Load(Folder.Path, Options with { HoldOut = 0.2 });

        Assert.Equal((16, validation, test), (data.Train.Count, data.Validation.Count, data.Test.Count));
        var held = (ImageFolder)(missing == "val" ? data.Validation : data.Test);
        Assert.Equal([0, 0, 1, 1], Enumerable.Range(0, held.Count).Select(held.LabelOf));
        Assert.Equal(20, Names(held).Concat(Names((ImageFolder)data.Train)).Distinct().Count());
        Assert.Contains($"has no folder '{missing}': 4 images of 'train' are held back", Assert.Single(_told), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Options with { HoldOut = 1 });
    }

    [Fact]
    public void Splits_are_not_taken_for_classes()
    {
        Write("Train/a/1.jpg", "Val/a/1.jpg");

        Assert.Contains(
            "parts, not classes: 'Train', 'Val'. Call ImageFolders.Load",
            Refused(() => ImageFolders.Split(Folder.Path, 0.1, 0.1, 1, Options)),
            StringComparison.Ordinal);
        Write("bus/1.jpg");
        Assert.Equal(["Train", "Val", "bus"], ImageFolder.Open(Folder.Path, new EvaluationTransform(4, 4), Options).Classes);
    }

    [Fact]
    public void An_ambiguous_decomposed_name_matches_no_class()
    {
        foreach (var part in (string[])["train", "val", "test"])
            Write(
                [.. "\u00e4\u00f6\u00fc".Select(
                    (letter, i) => $"{part}/B{(part == "train" ? letter : "aou"[i])}{(part == "train" ? "" : "\u0308")}r/1.jpg")]);

        Assert.DoesNotContain("Unicode normal form", Refused(() => ImageFolders.Load(Folder.Path, Options)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("caf\u00e9", "cafe\u0301")]
    [InlineData("\u1ebf", "e\u0302\u0301")]
    [InlineData("\ud55c\uae00", "\u1112\u1161\u11ab\u1100\u1173\u11af")]
    [InlineData("\u304c", "\u304b\u3099")]
    public void Names_that_differ_only_in_Unicode_normalization_are_reported(string composed, string decomposed)
    {
        Write($"train/{composed}/1.jpg", $"val/{decomposed}/1.jpg", $"test/{composed}/1.jpg");

        var message = Refused(() => ImageFolders.Load(Folder.Path, Options));

        Assert.Contains("Unicode normal form", message, StringComparison.Ordinal);
        Assert.Contains($"U+{(int)decomposed[^1]:X4}", message, StringComparison.Ordinal);
        Assert.Empty(_told);
        ImageFolders.Load(Folder.Path, Options with { ClassNames = new Dictionary<string, string> { [decomposed] = composed } });
        Write($"train/{decomposed}/1.jpg");
        Assert.Equal(2, ImageFolder.Open(Folder.File("train"), new EvaluationTransform(4, 4), Options).Classes.Count);
        Assert.Contains("Unicode normal form", Assert.Single(_told), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("e", "e\u0301")]
    [InlineData("\u00e9", "e")]
    [InlineData("ab", "abc")]
    [InlineData("\ud55c", "\u1112\u1161")]
    public void Names_that_look_different_are_different_classes(string first, string second)
    {
        Write($"{first}/1.jpg", $"{second}/1.jpg");

        Assert.Equal(2, ImageFolder.Open(Folder.Path, new EvaluationTransform(4, 4), Options).Classes.Count);
        Assert.Empty(_told);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("", false)]
    [InlineData("train", true)]
    [InlineData("train/a", false)]
    [InlineData("train/a/deep", true)]
    [UnsupportedOSPlatform("windows")]
    public void An_unreadable_folder_is_rejected_by_name(string locked, bool canSearch)
    {
        Write("train/a/1.jpg", "train/a/deep/1.jpg", "val/a/1.jpg", "test/a/1.jpg");
        File.SetUnixFileMode(Folder.Path, (UnixFileMode)0x1ed);
        File.SetUnixFileMode(Folder.File(locked), canSearch ? UnixFileMode.UserExecute | UnixFileMode.OtherExecute : UnixFileMode.None);
        Exception? error = null, errorBelow = null;

        // Root may list everything: a thread of its own takes another user's rights to files.
        var thread = new Thread(() =>
        {
            SetFileUser(65534);
            error = Record.Exception(() => ImageFolders.Load(Folder.Path, Options));
            errorBelow = Record.Exception(() => ImageFolder.Open(Folder.File("train/a/deep"), new EvaluationTransform(4, 4), Options));
        });
        thread.Start();
        thread.Join();

        File.SetUnixFileMode(Folder.File(locked), (UnixFileMode)0x1ed);
        Assert.Contains(
            $"The folder '{Path.TrimEndingDirectorySeparator(Folder.File(locked))}' cannot be listed",
            Assert.IsType<UnauthorizedAccessException>(error).Message,
            StringComparison.Ordinal);
        // Below a folder that may not be searched nothing can be told to be missing.
        if (!canSearch)
            Assert.IsType<UnauthorizedAccessException>(errorBelow);
    }

    [Fact]
    public void A_file_in_place_of_a_folder_is_rejected()
    {
        Write("a/1.jpg");

        Assert.Contains(
            $"'{Folder.File("a/1.jpg")}'",
            Assert.ThrowsAny<IOException>(() => ImageFolder.Open(Folder.File("a/1.jpg"), new EvaluationTransform(4, 4), Options)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "There is no folder",
            Assert.Throws<DirectoryNotFoundException>(() => ImageFolders.Load(Folder.File("none"), Options)).Message,
            StringComparison.Ordinal);
        Assert.False(ImageFolders.HasParts(Folder.File("none")));
    }

    [Fact]
    public void Grayscale_folders_give_one_channel()
    {
        Copy("gray.jpg", "a/1.jpg");
        Copy("scene.jfif", "b/1.jpg");
        var grey = Options with { Grayscale = true };

        ImageFolder folder = ImageFolder.Open(
            Folder.Path,
            new EvaluationTransform(4, 4),
            grey), colours = ImageFolder.Open(Folder.Path, new EvaluationTransform(4, 4), Options);

        Assert.Equal(new ImageShape(1, 4, 4), folder.Shape);
        Assert.Equal([0.5], folder.Normalization.Mean);
        byte[] pixels = new byte[16], three = new byte[48];
        folder.Read(0, default, pixels);
        colours.Read(0, default, three);
        Assert.Equal(three, pixels.Concat(pixels).Concat(pixels));
        Assert.True(pixels.Distinct().Count() > 1);
        var wrong = grey with { Normalization = new([0.4, 0.4, 0.4], [0.2, 0.2, 0.2]) };
        Assert.Contains(
            "Images of 1 channels need a Normalization of as many, not of 3",
            Assert.Throws<ArgumentException>(() => ImageFolder.Open(Folder.Path, new EvaluationTransform(4, 4), wrong)).Message,
            StringComparison.Ordinal);
    }

    private static string Refused(Action action) => Assert.Throws<InvalidDataException>(action).Message;

    private void Copy(string source, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Folder.File(target))!);
        File.Copy(Repository.PathOf("tests/Shared/Images/" + source), Folder.File(target));
    }

    [LibraryImport("libc", EntryPoint = "setfsuid")]
    private static partial int SetFileUser(uint user);
}
