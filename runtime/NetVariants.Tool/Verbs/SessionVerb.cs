using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using NetVariants.CommandLine;
using NetVariants.Data;
using NetVariants.Experiments;
using NetVariants.Tool.Native;
using NetVariants.Tool.Networks;
using NetVariants.Tool.Output;
using NetVariants.Tool.Reading;
using NetVariants.Training;

namespace NetVariants.Tool.Verbs;

/// <summary>What <c>train</c> and <c>compare</c> have in common: networks, a data set, and how the ones are trained on the other.</summary>
internal abstract class SessionVerb : Verb
{
    /// <summary>What stands for the network's name in the folder where results go.</summary>
    protected const string NetworkName = "NETWORK";

    // As the article resizes to 256 pixels for a middle of 224.
    private const int ResizeNumerator = 8, ResizeDenominator = 7;

    private readonly DataOptions _data = new(required: true);
    private readonly CommandLineOptions _training;
    private readonly Option<bool> _grayscale = new("--grayscale") { Description = "Read images as grey ones, of one channel." };
    private readonly Option<int?> _imageSize = InputOptions.Side(
        "--image-size", "The side that images are resized and cut to; without it, what the networks are declared for.");

    /// <summary>Makes the verb.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="folder">Where the results go where nothing else is said.</param>
    /// <param name="networks">The argument that names the networks.</param>
    protected SessionVerb(string name, string description, string folder, Argument networks)
        : base(name, description)
    {
        _training = new CommandLineOptions(new TrainerOptions(), folder);
        Add(networks);
        Option[] options = [.. _data.All, _imageSize, _grayscale, .. _training.All, Json];
        foreach (var option in options)
            Add(option);
    }

    /// <summary>Reads the networks that the arguments name, or errors.</summary>
    protected abstract ReadingResult Read(ParseResult arguments);

    /// <inheritdoc/>
    protected override int Run(ParseResult arguments, TextWriter output, TextWriter error)
    {
        var read = Read(arguments);
        if (read.HasErrors)
            return Fail(arguments, output, error, read.Findings);
        var json = arguments.GetValue(Json);
        // With JSON on the standard output, progress goes elsewhere.
        var text = json ? error : output;
        if (!json)
            FindingText.Write(error, read.Findings);
        var trainer = _training.TrainerOf(arguments);
        var data = Load(arguments, read.Networks, trainer.Seed);
        NetworkFit[] fits = [.. read.Networks.Select(network => NetworkFit.To(network, data.Train.Classes.Count, data.Train.Shape))];
        Finding[] wrong = [.. fits.Select(fit => fit.Error).OfType<Finding>()];
        if (wrong.Length > 0)
            return Fail(arguments, output, error, wrong);
        foreach (var line in DataOptions.Describe(data))
            text.WriteLine(line);
        foreach (var fit in fits.Where(fit => fit.Changes.Length > 0))
            text.WriteLine($"{fit.Network!.Name}: {fit.Changes}, as in the data");
        SharedLibtorch.Load(text);
        var folder = FolderOf(arguments, read.Networks);
        ComparisonResult? finished = null;
        var exitCode = TrainingSession.Run(
            [.. fits.Select(fit => ModelCompiler.Compile(fit.Network!))],
            data,
            trainer,
            folder,
            _training.SeedsOf(arguments),
            _training.ResumeOf(arguments),
            _training.CheckpointEveryOf(arguments),
            result => finished = result,
            _training.ObserverOf(arguments),
            text);
        if (finished is not null && json)
            ToolJson.Write(output, ReportJson.Of(folder, finished, read.Findings));
        if (exitCode == ExitCodes.Success && NextSteps(folder, finished) is { } next)
            text.WriteLine(next);
        return exitCode;
    }

    /// <summary>What to do with the best network's weights; null where a debug run has made them.</summary>
    private static string? NextSteps(string folder, ComparisonResult? result)
    {
        if (result?.Best is not { } best || result.Options.DebugRun != DebugRun.None)
            return null;
        var run = RunFolder.PathOf(folder, best.Info.Name, [.. best.Seeds.Select(seed => seed.Seed)], best.TrainedSeeds[0]);
        var weights = TrainingSession.Quoted(run);
        return $"Next: {ToolCommand.Name} predict {weights} IMAGES, {ToolCommand.Name} export {weights} --out {best.Info.Name}.onnx";
    }

    /// <summary>
    /// The folder that is named; otherwise <c>runs/net</c>, <c>runs/net-2</c>, …: the one after the last that is not empty, and with
    /// <c>--resume</c> the last that has a run.
    /// </summary>
    private string FolderOf(ParseResult arguments, IReadOnlyList<Network> networks)
    {
        var folder = _training.FolderOf(arguments);
        if (arguments.GetResult(_training.OutOption) is { Implicit: false })
            return folder;
        var resumes = _training.ResumeOf(arguments);
        var isOfOne = folder.Contains(NetworkName, StringComparison.Ordinal);
        var own = folder.Replace(NetworkName, networks[0].Name, StringComparison.Ordinal);
        var parent = Path.GetDirectoryName(own)!;
        int[] used =
        [
            .. (Directory.Exists(parent) ? Directory.EnumerateDirectories(parent) : [])
                .Where(found => resumes ? HasRun(found) : Directory.EnumerateFileSystemEntries(found).Any())
                .Select(NumberOf)
                .Where(number => number > 0)
        ];
        var last = used.DefaultIfEmpty(0).Max();
        var chosen = resumes ? Math.Max(1, last) : last + 1;
        return chosen == 1 ? own : string.Create(CultureInfo.InvariantCulture, $"{own}-{chosen}");

        // A network may be called as another one's second run.
        bool HasRun(string found) => !isOfOne || Directory.Exists(Path.Combine(found, networks[0].Name));

        int NumberOf(string found)
        {
            var (name, first) = (Path.GetFileName(found), Path.GetFileName(own));
            if (name == first)
                return 1;
            return name.StartsWith($"{first}-", StringComparison.Ordinal)
                && int.TryParse(name.AsSpan(first.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    ? number
                    : 0;
        }
    }

    private DataSplits Load(ParseResult arguments, IReadOnlyList<Network> networks, long seed)
    {
        var folder = ExistingFolder(_data.FolderOf(arguments)!);
        var (chosen, reading) = (arguments.GetValue(_imageSize), _data.ReadingOf(arguments));
        if (FashionMnist.IsIn(folder))
        {
            return chosen is null
                ? DataOptions.Load(folder, reading, seed)
                : throw new UsageException($"--image-size: the images of '{folder}' have a size of their own: leave it out.");
        }

        var size = chosen ?? SizeOf(networks);
        reading = reading with
        {
            Training = new TrainingTransform(size),
            Evaluation = new EvaluationTransform(size, (int)Math.Round(size * (double)ResizeNumerator / ResizeDenominator)),
            Grayscale = arguments.GetValue(_grayscale),
        };
        return DataOptions.Load(folder, reading, seed);
    }

    /// <summary>The side of the images for which the networks are declared.</summary>
    private static int SizeOf(IReadOnlyList<Network> networks)
    {
        var sizes = networks.ToLookup(network => network.Net.Spec.Input.Height, network => network.Name);
        return sizes.Count == 1 ? sizes.Single().Key : throw new UsageException(
            "The networks are declared for images of "
                + string.Join(" and ", sizes.Select(size => $"{size.Key} pixels ({string.Join(", ", size)})"))
                + ": choose a side for all by --image-size.");
    }
}
