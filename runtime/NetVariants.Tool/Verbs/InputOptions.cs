using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.IO;
using System.Linq;
using NetVariants.CommandLine;
using NetVariants.Data;
using NetVariants.Onnx;
using NetVariants.Tool.Reading;

namespace NetVariants.Tool.Verbs;

/// <summary>The options that say of a network's file what it does not say itself, or says otherwise.</summary>
internal sealed class InputOptions
{
    // Its floats fill most of a gigabyte.
    private const int LargestSide = 8192;

    private readonly Option<string?> _network = new("--network")
    {
        Description = $"The network of weights that do not name it: {NetworkReader.Expected}.",
        HelpName = "NETWORK",
    };

    private readonly Option<string?> _classes = new("--classes")
    {
        Description = "A text file with the names of the classes, one a line, where the file does not have them.",
        HelpName = "FILE",
    };

    private readonly Option<double[]?> _mean = Numbers("--mean", "The mean of each channel, on the scale 0 to 1, for files without it.");
    private readonly Option<double[]?> _std = Numbers("--std", "The standard deviation of each channel.");
    private readonly Option<int?> _imageSize = Side(
        "--image-size", "The side of the images that the network is given; without it, what the file says.");

    private readonly Option<int?> _resize = Side(
        "--resize", "The shorter side that an image is resized to before its middle is cut out; without it, the side of the input.");

    /// <summary>The options.</summary>
    public IEnumerable<Option> All => [_network, _classes, _mean, _std, _imageSize, _resize];

    /// <summary>The network named; null where there is none.</summary>
    public ReadingResult? NetworkOf(ParseResult arguments) =>
        arguments.GetValue(_network) is { } network ? NetworkReader.ReadOne(network) : null;

    /// <summary>The classes named; null where there are none.</summary>
    /// <exception cref="UsageException">There is no such file, or it is empty.</exception>
    public IReadOnlyList<string>? ClassesOf(ParseResult arguments)
    {
        if (arguments.GetValue(_classes) is not { } path)
            return null;
        if (!File.Exists(path))
            throw new UsageException($"--classes: there is no file '{path}'.");
        string[] names = [.. File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0)];
        return names.Length > 0 ? names : throw new UsageException($"--classes: '{path}' is empty: expected a name on each line.");
    }

    /// <summary>The normalization named; null where there is none.</summary>
    /// <exception cref="UsageException">One half of it is missing, or they do not go together.</exception>
    public Normalization? NormalizationOf(ParseResult arguments)
    {
        // Of an option of several values that is not given, there are none.
        var (mean, std) = (arguments.GetValue(_mean) ?? [], arguments.GetValue(_std) ?? []);
        if (mean.Length == 0 && std.Length == 0)
            return null;
        try
        {
            return new Normalization(mean, std);
        }
        catch (ArgumentException error)
        {
            throw new UsageException($"--mean and --std: {ErrorText.Of(error)}");
        }
    }

    /// <summary>How images become inputs: as the options say, and where they do not, as the file does.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="own">What the file says.</param>
    /// <param name="side">The side of the images for which the network is declared; null where that is not known.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="UsageException">Nobody says it, or the options do not go together.</exception>
    public EvaluationTransform EvaluationOf(ParseResult arguments, EvaluationTransform? own, int? side, string path)
    {
        var (chosen, resize) = (arguments.GetValue(_imageSize), arguments.GetValue(_resize));
        if (own is not null && chosen is null && resize is null)
            return own;
        var size = chosen ?? own?.Size ?? side
            ?? throw new UsageException($"'{path}' does not say how images become its input: give --image-size, such as 224.");
        return resize is null || resize >= size
            ? new EvaluationTransform(size, resize ?? size)
            : throw new UsageException($"--resize {resize} is less than the images' side, {size}: expected {size} or more.");
    }

    /// <summary>How weights are exported: as the options say, and where they do not, as the weights do.</summary>
    /// <exception cref="UsageException">The options do not go together.</exception>
    /// <exception cref="InvalidDataException">What the weights say is not valid.</exception>
    public OnnxExportOptions ExportOptionsOf(ParseResult arguments, SavedWeights saved)
    {
        try
        {
            return new OnnxExportOptions
            {
                Classes = ClassesOf(arguments) ?? OnnxMetadata.ClassesOf(saved.File),
                Normalization = NormalizationOf(arguments) ?? OnnxMetadata.NormalizationOf(saved.File),
                Evaluation = EvaluationOf(
                    arguments, OnnxMetadata.EvaluationOf(saved.File), saved.Network.Net.Spec.Input.Height, saved.File.Path),
            };
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException($"'{saved.File.Path}': {ErrorText.Of(error)}", error);
        }
    }

    /// <summary>What helps where nobody says how pixels become inputs.</summary>
    public static UsageException Unnormalized(string path) =>
        new($"'{path}' does not say how pixels become its input: give --mean and --std.");

    private static Option<double[]?> Numbers(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "R,G,B",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result =>
        {
            var text = result.Tokens.Single().Value;
            double[] numbers = [.. text.Split(',').Select(part =>
                double.TryParse(part, CultureInfo.InvariantCulture, out var number) ? number : double.NaN)];
            if (numbers.Any(double.IsNaN))
                result.AddError($"{name} has to be numbers separated by commas, such as 0.485,0.456,0.406, not '{text}'.");
            return numbers;
        },
    };

    /// <summary>An option for the side of images.</summary>
    public static Option<int?> Side(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => TrainerSettings.Parse<int>(
            result,
            name,
            string.Create(CultureInfo.InvariantCulture, $"a whole number from 1 to {LargestSide:N0}"),
            value => value is >= 1 and <= LargestSide),
    };

    /// <summary>Reads a number of 1 or more.</summary>
    public static int Count(string name, ArgumentResult result) =>
        TrainerSettings.Parse<int>(result, name, "a whole number, 1 or more", value => value >= 1);
}
