using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using NetVariants.Data;

namespace NetVariants.CommandLine;

/// <summary>The options that name a data set: <c>--data</c>, <c>--class-name</c> and <c>--skip-damaged</c>.</summary>
public sealed class DataOptions
{
    private const double HeldOut = 0.1;

    private readonly Option<string?> _folder;
    private readonly Option<string[]> _classNames = new("--class-name")
    {
        Description = "Another name of a class folder, as cassetePlayer=cassettePlayer; may be given several times.",
        HelpName = "FOLDER=CLASS",
    };

    private readonly Option<bool> _skipDamaged = new("--skip-damaged")
    {
        Description = "Leave out images that cannot be decoded, and name them, instead of ending: every file is decoded once before.",
    };

    /// <summary>Makes the options.</summary>
    /// <param name="required">Whether the folder has to be named.</param>
    /// <param name="note">What the help says of it besides.</param>
    public DataOptions(bool required, string? note = null)
    {
        _folder = new Option<string?>("--data")
        {
            Description = "The data set: a folder with train, val and test, each with one folder a class (a tenth of train stands in for a "
                + "missing val or test); or one of class folders, which is parted 8 : 1 : 1; or one of Fashion-MNIST's four files."
                + (note is null ? "" : $" {note}"),
            HelpName = "FOLDER",
            Required = required,
        };
        _classNames.Validators.Add(result =>
        {
            string[] folders = [.. result.Tokens.Select(token => token.Value.Split('=', 2)[0])];
            if (result.Tokens.FirstOrDefault(token => token.Value.Split('=', 2) is not [{ Length: > 0 }, { Length: > 0 }]) is { } wrong)
                result.AddError($"--class-name: '{wrong.Value}' is not of the form FOLDER=CLASS.");
            else if (folders.Distinct().Count() < folders.Length)
                result.AddError("--class-name: a folder is given two classes.");
        });
    }

    /// <summary>The options, to be added to a command.</summary>
    public IEnumerable<Option> All => [_folder, _classNames, _skipDamaged];

    /// <summary>The folder; null where it is not named.</summary>
    public string? FolderOf(ParseResult arguments) => arguments.GetValue(_folder);

    /// <summary>How the folder is read.</summary>
    public ImageFolderOptions ReadingOf(ParseResult arguments) => new()
    {
        Damaged = arguments.GetValue(_skipDamaged) ? OnCorruptImage.Skip : OnCorruptImage.Fail,
        HoldOut = HeldOut,
        ClassNames = (arguments.GetValue(_classNames) ?? [])
            .Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[^1]),
    };

    /// <summary>Opens a data set in any of the forms that <c>--data</c> takes.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="reading">How images are read.</param>
    /// <param name="seed">Chooses the parts of a folder that has none.</param>
    /// <exception cref="IOException">The folder or a file is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be listed.</exception>
    /// <exception cref="InvalidDataException">It is not a data set, or a class that is given another name is not in it.</exception>
    public static DataSplits Load(string folder, ImageFolderOptions reading, long seed)
    {
        var data = FashionMnist.IsIn(folder) ? FashionMnist.Load(folder)
            : ImageFolders.HasParts(folder) ? ImageFolders.Load(folder, reading)
            : ImageFolders.Split(folder, HeldOut, HeldOut, seed, reading);
        return reading.ClassNames.FirstOrDefault(pair => !data.Train.Classes.Contains(pair.Value)) is { Key: { } absent, Value: var name }
            ? throw new InvalidDataException(
                $"--class-name {absent}={name}: '{folder}' has no class folder '{absent}', but {string.Join(", ", data.Train.Classes)}.")
            : data;
    }

    /// <summary>What a data set has, and what is left out of it, line by line.</summary>
    public static IEnumerable<string> Describe(DataSplits data)
    {
        var classes = data.Train.Classes.Count == 1 ? "class" : "classes";
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{data.Name}: {data.Train.Classes.Count} {classes}, {data.Train.Count:N0} training, {data.Validation.Count:N0} validation, "
                + $"{data.Test.Count:N0} test images");
        (string Path, string Reason)[] damaged = [.. new[] { data.Train, data.Validation, data.Test }
            .OfType<ImageFolder>()
            .SelectMany(part => part.Damaged)
            .Select(file => (file.Key, file.Value))];
        foreach (var (path, reason) in damaged)
            yield return $"Left out {path}: {reason}";
        if (damaged.Length > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"Damaged files left out: {damaged.Length:N0}");
    }
}
