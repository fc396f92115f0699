using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using NetVariants;
using NetVariants.CommandLine;
using NetVariants.Data;
using NetVariants.Experiments;
using NetVariants.Reports;
using NetVariants.Samples.Imagenette;
using NetVariants.Training;

// The article's experiment: its hyper-parameters are the defaults.
var defaults = new TrainerOptions { Schedule = LearningRateSchedule.Constant, EvaluationBatchSize = 32, Workers = 2 };
const string MadeData = "artifacts/imagenette-made";
var options = new CommandLineOptions(Networks.All, defaults, Path.Combine("artifacts", "imagenette"), chosen: "all");
var dataOptions = new DataOptions(required: false, "Without it, a small one is made of Fashion-MNIST.");
var predict = new Option<string[]>("--predict")
{
    Description = "Print the five most probable classes of these images instead of training; needs --weights.",
    HelpName = "FILE",
    AllowMultipleArgumentsPerToken = true,
};
var weights = new Option<string?>("--weights")
{
    Description = "The weights to predict with: a best.safetensors of this program.",
    HelpName = "FILE",
};
var list = new Option<bool>("--list") { Description = "List the networks with the counts that their declarations imply, and end." };
var command = new RootCommand("Trains the article's networks on a folder of images and prints its tables.")
{
    predict,
    weights,
    list,
};
foreach (var option in dataOptions.All.Concat(options.All))
    command.Add(option);
command.SetAction(arguments =>
{
    if (arguments.GetValue(list))
        return List(options.NetworksOf(arguments));
    try
    {
        var reading = dataOptions.ReadingOf(arguments);
        if (arguments.GetValue(predict) is { Length: > 0 } files)
        {
            if (arguments.GetValue(weights) is { } path)
                return Predictions.Print(path, files, reading, Devices.Choose(options.TrainerOf(arguments).Device));
            Console.Error.WriteLine("--predict needs --weights: a best.safetensors of this program.");
            return 1;
        }

        return Train(arguments, reading);
    }
    catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException or MissingLibraryException)
    {
        Console.Error.WriteLine($"{(arguments.GetValue(predict) is { Length: > 0 } ? "--weights" : "--data")}: {error.Message}");
        return 1;
    }
});
return CommandLineOptions.Invoke(command, args);

int Train(ParseResult arguments, ImageFolderOptions reading)
{
    var training = options.TrainerOf(arguments);
    var networks = options.NetworksOf(arguments);
    var folder = dataOptions.FolderOf(arguments);
    if (folder is null)
    {
        Console.WriteLine($"No --data: training on real images of Fashion-MNIST in {MadeData} ({MadeFolder.Description}).");
        MadeFolder.Make(MadeData);
        folder = MadeData;
        // Nine networks of this size are hours on two cores.
        if (!arguments.Tokens.Any(token => token.Value == "--networks"))
            networks = [.. networks.Where(info => info.Name is "resnet14" or "densenet83")];
        if (!arguments.Tokens.Any(token => token.Value == "--epochs"))
            training = training with { Epochs = 3 };
    }

    var data = DataOptions.Load(folder, reading, training.Seed);
    foreach (var line in DataOptions.Describe(data))
        Console.WriteLine(line);
    var results = options.FolderOf(arguments);
    return TrainingSession.Run(
        [.. networks.Select(info => new Candidate(info, device => Networks.Create(info.Name, device)))],
        data,
        training,
        results,
        options.SeedsOf(arguments),
        options.ResumeOf(arguments),
        options.CheckpointEveryOf(arguments),
        result =>
        {
            ArticleTables.Write(results, result);
            CurveFiles.Write(results, result);
            foreach (var candidate in result.Candidates.Where(candidate => candidate.Training is not null))
            {
                var best = Directory.EnumerateFiles(
                    Path.Combine(results, candidate.Info.Name), "best.safetensors", SearchOption.AllDirectories).First();
                Predictions.WriteGrid(
                    Path.Combine(results, $"predictions-{candidate.Info.Name}.svg"),
                    candidate.Info,
                    best,
                    data.Test,
                    Devices.Choose(training.Device));
            }

            Console.WriteLine();
            Console.WriteLine(ArticleTables.Summary(result, results));
            Console.WriteLine($"Tables, curves and predictions: {Path.GetFullPath(results)}");
        },
        options.ObserverOf(arguments));
}

static int List(IReadOnlyList<VariantInfo> networks)
{
    Console.WriteLine(
        $"{"network",-12} {"family",-8} {"layers",6} {"parameters",12} {"state (MiB)",11} {"GMACs",6} {"activations (MiB)",17}");
    foreach (var info in networks)
    {
        Console.Write($"{info.Name,-12} {info.Family,-8} {info.LayerCount,6} {info.ParameterCount,12:N0} ");
        Console.WriteLine($"{Mebibytes(info.StateBytes),11:F2} {info.Macs / 1e9,6:F3} {Mebibytes(info.ActivationBytes),17:F1}");
    }

    return 0;

    static double Mebibytes(long bytes) => bytes / (double)(1 << 20);
}
