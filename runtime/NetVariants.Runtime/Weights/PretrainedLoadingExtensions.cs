using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading;
using NetVariants.Modules;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace NetVariants.Weights;

/// <summary>Loads pretrained weights, which are downloaded once.</summary>
public static class PretrainedLoadingExtensions
{
    /// <summary>
    /// Fills the module's state from a file, from an address, or from one of torchvision's published files. A download is kept; where
    /// its name or <see cref="PretrainedOptions.Sha256"/> has digits of its SHA-256, it is checked before each use, and resumed where an
    /// earlier one broke off. A second download of one file waits for the first.
    /// </summary>
    /// <param name="module">The module, on any device.</param>
    /// <param name="source">The path of a file; an address that begins with <c>http://</c> or <c>https://</c>; or the name of a published
    /// file, such as <c>alexnet-owt-7be5be79.pth</c>.</param>
    /// <param name="options">Where the file comes from and how it is loaded; defaults when null.</param>
    /// <param name="cancellation">Stops the download; what has come by then is kept for the next one.</param>
    /// <returns>What was loaded and what was not: a head for other classes is among <see cref="LoadResult.Skipped"/>.</returns>
    /// <exception cref="WeightFileException">The file is damaged or foreign, or its SHA-256 is another one. The module was not
    /// changed.</exception>
    /// <exception cref="WeightMismatchException">The file does not fit. The module was not changed.</exception>
    /// <exception cref="HttpRequestException">The download failed; the message names the address, and where the file can be put by
    /// hand.</exception>
    /// <exception cref="FileNotFoundException">The source is a path, and there is no such file.</exception>
    /// <exception cref="IOException">The folder of downloads cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder of downloads may not be written.</exception>
    /// <exception cref="ArgumentException">The address names no file, or <see cref="PretrainedOptions.Sha256"/> is not
    /// hexadecimal.</exception>
    /// <exception cref="OperationCanceledException">The download was cancelled.</exception>
    public static LoadResult LoadPretrained(
        this Module module, string source, PretrainedOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(source);
        options ??= new PretrainedOptions();
        var (path, isUnchecked) = PretrainedFile.Find(source, options, cancellation);
        var load = options.Load;
        try
        {
            if (options.KeepHead && OtherHead(module, path, load) is { } head)
                load = load with { Except = [.. load.Except, head] };
            return module.LoadWeights(path, load);
        }
        catch (WeightFileException) when (isUnchecked)
        {
            // A web page or the beginning of a file: the next call downloads it again.
            File.Delete(path);
            throw;
        }
    }

    /// <summary>The path of the last linear layer, where the file's is for another number of classes; else null.</summary>
    private static string? OtherHead(Module module, string path, LoadOptions options)
    {
        var (name, last) = module.named_modules().LastOrDefault(pair => pair.module is Linear);
        if (last is not Linear linear)
            return null;
        using var file = WeightFile.Open(path, options.Key);
        var plan = LoadPlan.Make(file, StateDictOrder.Of(module), WeightLoadingExtensions.WithFamily(module, options));
        var weight = plan.Result.Mismatched.FirstOrDefault(mismatch => mismatch.Name == name + ".weight");
        return weight?.InFile.Shape is { Count: > 1 } shape
            && shape[0] != linear.out_features
            && WeightEntry.ElementCount([.. shape.Skip(1)]) == linear.in_features ? name : null;
    }
}
