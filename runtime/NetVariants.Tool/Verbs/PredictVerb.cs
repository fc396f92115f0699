using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using NetVariants.Core.Compilation;
using NetVariants.Core.Graph;
using NetVariants.Data;
using NetVariants.Data.Codecs;
using NetVariants.Data.Folders;
using NetVariants.Onnx;
using NetVariants.Tool.Output;
using NetVariants.Tool.Reading;

namespace NetVariants.Tool.Verbs;

/// <summary><c>predict</c>: the most probable classes of images, by ONNX Runtime.</summary>
internal sealed class PredictVerb : Verb
{
    private const string Extension = ".onnx";
    private const int Guesses = 5;

    private readonly Argument<string> _model = new("MODEL")
    {
        Description = $"The network: an ONNX file, {SavedWeights.Expected}.",
        HelpName = "MODEL",
    };

    private readonly Argument<string[]> _images = new("IMAGES")
    {
        Description = "The images: JPEG, PNG, WebP, GIF or BMP files, or folders of them.",
        HelpName = "IMAGES",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<int> _top = new("--top")
    {
        Description = "How many classes are shown of each image.",
        HelpName = "N",
        DefaultValueFactory = _ => Guesses,
        CustomParser = result => InputOptions.Count("--top", result),
    };

    private readonly InputOptions _input = new();

    /// <summary>Makes the verb.</summary>
    public PredictVerb()
        : base("predict", "Prints the most probable classes of images.")
    {
        Add(_model);
        Add(_images);
        Add(_top);
        foreach (var option in _input.All)
            Add(option);
        Add(Json);
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult arguments, TextWriter output, TextWriter error)
    {
        var named = _input.NetworkOf(arguments);
        if (named is { Networks: [] })
            return Fail(arguments, output, error, named.Findings);
        string[] images = [.. arguments.GetRequiredValue(_images).SelectMany(ImagesAt)];
        var model = arguments.GetRequiredValue(_model);
        if (model.EndsWith(Extension, StringComparison.OrdinalIgnoreCase))
            return Predict(arguments, output, error, model, model, images);

        // One way to compute: weights are exported first.
        using var saved = SavedWeights.Open(model, named?.Networks[0]);
        var options = _input.ExportOptionsOf(arguments, saved);
        if (options.Classes is null)
            throw new UsageException($"'{saved.File.Path}' does not name its classes: give --classes FILE, a name on each line.");
        if (options.Normalization is null)
            throw InputOptions.Unnormalized(saved.File.Path);
        var folder = Directory.CreateTempSubdirectory("netvariants-");
        try
        {
            var file = Path.Combine(folder.FullName, saved.Network.Name + Extension);
            saved.Export(file, options);
            return Predict(arguments, output, error, model, file, images);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>An image itself, or all images of a folder and the folders in it.</summary>
    private static string[] ImagesAt(string path)
    {
        if (File.Exists(path))
            return [path];
        if (!Directory.Exists(path))
            throw new UsageException($"There is no file or folder '{path}'.");
        string[] found = [.. ImagesBelow(path)];
        return found.Length > 0 ? found : throw new UsageException(
            $"'{path}' has no images in it: expected files of {string.Join(", ", ImageFile.Extensions)}.");
    }

    private static IEnumerable<string> ImagesBelow(string folder) =>
    [
        .. Listing.Files(folder).Where(ImageFile.HasExtension).Order(StringComparer.Ordinal),
        .. Listing.Folders(folder).Order(StringComparer.Ordinal).SelectMany(ImagesBelow),
    ];

    private int Predict(ParseResult arguments, TextWriter output, TextWriter error, string model, string file, string[] images)
    {
        using var classifier = Open(arguments, file);
        var side = classifier.Declaration is { } text && DeclarationText.Parse(text) is { } declaration
            ? VariantCompiler.Compile(declaration).Net?.Spec.Input.Height
            : null;
        var evaluation = _input.EvaluationOf(arguments, classifier.Evaluation, side, model);
        var reading = new ImageFolderOptions
        {
            Normalization = classifier.Normalization,
            Grayscale = classifier.Normalization.Mean.Count == 1,
        };
        List<PredictionJson> predictions = [];
        List<Finding> findings = [];
        foreach (var image in images)
        {
            try
            {
                var batch = PixelBatch.Read(ImageFolder.OfFiles([image], evaluation, reading), 0);
                var guesses = classifier.Classify(batch, arguments.GetValue(_top))[0];
                predictions.Add(new PredictionJson(image, [.. guesses.Select(guess => new GuessJson(guess.Name, guess.Probability))]));
            }
            catch (ImageFileException damaged)
            {
                findings.Add(new Finding("", Severity.Error, damaged.Message));
            }
        }

        if (arguments.GetValue(Json))
            ToolJson.Write(output, new PredictionsJson(Path.GetFullPath(model), classifier.Declaration, predictions, findings));
        else
            WriteText(output, error, predictions, findings);
        return findings.Count > 0 ? ExitCodes.ErrorFound : ExitCodes.Success;
    }

    private OnnxClassifier Open(ParseResult arguments, string file)
    {
        if (!File.Exists(file))
            throw new UsageException($"There is no file '{file}'.");
        try
        {
            return OnnxClassifier.Open(
                file,
                new OnnxClassifierOptions { Classes = _input.ClassesOf(arguments), Normalization = _input.NormalizationOf(arguments) });
        }
        catch (ArgumentException wrong)
        {
            throw new UsageException($"{ErrorText.Of(wrong)} The options are --classes, --mean and --std.");
        }
    }

    private static void WriteText(
        TextWriter output, TextWriter error, IReadOnlyList<PredictionJson> predictions, IReadOnlyList<Finding> findings)
    {
        foreach (var prediction in predictions)
        {
            output.WriteLine(prediction.File);
            string[] shares = [.. prediction.Classes.Select(guess => Format.Share(guess.Probability, whole: 1))];
            var width = shares.Max(share => share.Length);
            foreach (var (share, guess) in shares.Zip(prediction.Classes))
                output.WriteLine($"  {share.PadLeft(width)}  {guess.Name}");
        }

        FindingText.Write(error, findings);
    }
}
