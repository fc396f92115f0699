using System;
using System.IO;
using System.Linq;
using NetVariants.Core.Compilation;
using NetVariants.Onnx;
using NetVariants.Tool.Networks;
using NetVariants.Weights;

namespace NetVariants.Tool.Reading;

/// <summary>Weights that an argument names, with their network.</summary>
internal sealed class SavedWeights : IDisposable
{
    /// <summary>What an argument may be, in words.</summary>
    public const string Expected =
        "the folder of a run, or a file of weights: " + TrainedWeights.BestFile + " or last.checkpoint of a training, "
        + "or one that PyTorch saved";

    private SavedWeights(WeightFile file, Network network) => (File, Network) = (file, network);

    /// <summary>The file.</summary>
    public WeightFile File { get; }

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>Opens what an argument names.</summary>
    /// <param name="argument">A file, or a folder with one.</param>
    /// <param name="network">The network, where the command line names it.</param>
    /// <exception cref="UsageException">There is no such file, or its network is not known.</exception>
    /// <exception cref="WeightFileException">The file is damaged, or not one of weights.</exception>
    public static SavedWeights Open(string argument, Network? network)
    {
        var file = WeightFile.Open(Find(argument));
        try
        {
            return new SavedWeights(file, network ?? NetworkOf(file));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Writes the network with the weights as ONNX.</summary>
    /// <exception cref="InvalidDataException">The weights are not the network's, or the options do not fit it.</exception>
    public void Export(string path, OnnxExportOptions options)
    {
        try
        {
            OnnxExport.Write(path, Network.Info, File, options);
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException($"'{File.Path}' as '{Network.Name}': {ErrorText.Of(error)}", error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => File.Dispose();

    private static string Find(string argument)
    {
        if (System.IO.File.Exists(argument))
            return argument;
        if (!Directory.Exists(argument))
            throw new UsageException($"There is no file or folder '{argument}': expected {Expected}.");
        string[] found =
        [
            .. Directory.EnumerateFiles(argument, TrainedWeights.BestFile, SearchOption.AllDirectories).Order(StringComparer.Ordinal),
        ];
        return found switch
        {
            [var one] => one,
            [] => throw new UsageException(
                $"'{argument}' holds no {TrainedWeights.BestFile}: it is not the folder of a run, or no epoch of it is finished yet."),
            _ => throw new UsageException(
                $"'{argument}' holds the weights of {found.Length} runs: name one of {string.Join(", ", found)}."),
        };
    }

    private static Network NetworkOf(WeightFile file) =>
        file.Metadata.TryGetValue(TrainedWeights.Declaration, out var text) && DeclarationText.Parse(text) is { } declaration
        && VariantCompiler.Compile(declaration) is { Net: not null } variant
            ? new Network(variant)
            : throw new UsageException(
                $"'{file.Path}' does not say which network it is of: name it by --network, as {NetworkReader.Expected}.");
}
