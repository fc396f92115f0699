using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using NetVariants.CommandLine;
using NetVariants.Core.Graph;
using NetVariants.Data;
using NetVariants.Onnx;
using NetVariants.Tool.Output;
using NetVariants.Tool.Reading;

namespace NetVariants.Tool.Verbs;

/// <summary><c>export</c>: a trained network as an ONNX file.</summary>
internal sealed class ExportVerb : Verb
{
    private readonly Argument<string> _weights = new("WEIGHTS")
    {
        Description = $"What to export: {SavedWeights.Expected}.",
        HelpName = "WEIGHTS",
    };

    private readonly Option<string> _out = new("--out", "-o")
    {
        Description = "The file to write.",
        HelpName = "FILE.onnx",
        Required = true,
    };

    private readonly InputOptions _input = new();
    private readonly Option<bool> _fixedSize = new("--fixed-size")
    {
        Description = "Take images of one size alone, --image-size or the file's. CPUs then compute large 3×3 convolutions "
            + "of floats faster.",
    };

    private readonly Option<bool> _int8 = new("--int8")
    {
        Description = "Compute with integers of 8 bits, whose ranges come from the training images of --data.",
    };

    private readonly DataOptions _data = new(required: false, "For --int8.");

    /// <summary>Makes the verb.</summary>
    public ExportVerb()
        : base("export", "Writes a trained network as an ONNX file, with its classes and how images become its input.")
    {
        Add(_weights);
        Add(_out);
        foreach (var option in _input.All)
            Add(option);
        Add(_fixedSize);
        Add(_int8);
        foreach (var option in _data.All)
            Add(option);
        Add(Json);
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult arguments, TextWriter output, TextWriter error)
    {
        var named = _input.NetworkOf(arguments);
        if (named is { Networks: [] })
            return Fail(arguments, output, error, named.Findings);
        var path = Path.GetFullPath(arguments.GetRequiredValue(_out));
        if (Directory.Exists(path))
            throw new UsageException($"--out: '{path}' is a folder: name a file in it, such as network.onnx.");
        var (int8, folder) = (arguments.GetValue(_int8), _data.FolderOf(arguments));
        if (int8 != folder is not null)
            throw new UsageException("--int8 and --data FOLDER go together: the ranges of the integers come from its images.");
        using var saved = SavedWeights.Open(arguments.GetRequiredValue(_weights), named?.Networks[0]);
        var options = _input.ExportOptionsOf(arguments, saved);
        if (arguments.GetValue(_fixedSize))
            options = options with { ImageSize = options.Evaluation!.Size };
        if (folder is not null)
            options = options with { Quantization = new OnnxQuantizationOptions(Images(arguments, folder, saved, options)) };
        saved.Export(path, options);
        Finding[] lacking = [.. Lacking(options).Select(text => new Finding("", Severity.Info, text))];
        var bytes = new FileInfo(path).Length;
        var (network, evaluation, normalization) = (saved.Network, options.Evaluation!, options.Normalization);
        if (arguments.GetValue(Json))
        {
            ToolJson.Write(output, new ExportJson(
                path, saved.File.Path, network.Info.Declaration, bytes, options.Classes, normalization?.Mean, normalization?.Std,
                evaluation.Resize, evaluation.Size, options.ImageSize is not null, int8, lacking));
        }
        else
        {
            FindingText.Write(error, lacking);
            var channels = network.Net.Spec.Input.Channels;
            var only = options.ImageSize is null ? "" : " only";
            output.WriteLine(
                $"{network.Name}: {path}, {Format.Mebibytes(bytes, decimals: 2)} MiB{(int8 ? " of 8-bit integers" : "")}, images of "
                    + $"{channels}×{evaluation.Size}×{evaluation.Size}{only}, {network.Net.Output(0).Channels} classes");
        }

        return ExitCodes.Success;
    }

    /// <summary>The training images, prepared as for an evaluation.</summary>
    private IImageSource Images(ParseResult arguments, string folder, SavedWeights saved, OnnxExportOptions options)
    {
        var reading = _data.ReadingOf(arguments) with
        {
            Training = options.Evaluation!,
            Evaluation = options.Evaluation!,
            Normalization = options.Normalization ?? throw InputOptions.Unnormalized(saved.File.Path),
            Grayscale = saved.Network.Net.Spec.Input.Channels == 1,
        };
        return DataOptions.Load(ExistingFolder(folder), reading, seed: 0).Train;
    }

    private static IEnumerable<string> Lacking(OnnxExportOptions options)
    {
        if (options.Classes is null)
            yield return "The file names no classes, since the weights do not: give them by --classes, here or to 'predict'.";
        if (options.Normalization is null)
            yield return "The file does not say how pixels become inputs, since the weights do not: give --mean and --std, here or to "
                + "'predict'.";
    }
}
