using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using NetVariants.CommandLine;
using NetVariants.Data;
using NetVariants.Experiments;
using NetVariants.Samples.Families;
using NetVariants.Training;

// One setting for all three: AdamW, with which ConvNeXts are trained.
var defaults = new TrainerOptions
{
    Epochs = 2,
    BatchSize = 128,
    Optimizer = OptimizerKind.AdamW,
    LearningRate = 0.004,
    WeightDecay = 0.05,
    Schedule = LearningRateSchedule.WarmupCosine,
};
var options = new CommandLineOptions(Networks.All, defaults, Path.Combine("artifacts", "families"));
var folder = new Option<string>("--data")
{
    Description = "The folder of Fashion-MNIST's four files.",
    HelpName = "FOLDER",
    DefaultValueFactory = _ => FashionMnist.DebianFolder,
};
var command = new RootCommand("Trains new variants of three families on Fashion-MNIST at 32×32 pixels and compares them.") { folder };
foreach (var option in options.All)
    command.Add(option);
command.SetAction(arguments =>
{
    DataSplits small;
    try
    {
        small = FashionMnist.Load(arguments.GetRequiredValue(folder));
    }
    catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine($"--data: {error.Message}");
        return 1;
    }

    return TrainingSession.Run(
        [.. options.NetworksOf(arguments).Select(info => new Candidate(info, device => Networks.Create(info.Name, device)))],
        new DataSplits(small.Name, Padded(small.Train), Padded(small.Validation), Padded(small.Test)),
        options.TrainerOf(arguments),
        options.FolderOf(arguments),
        options.SeedsOf(arguments),
        options.ResumeOf(arguments),
        options.CheckpointEveryOf(arguments),
        observerOf: options.ObserverOf(arguments));

    static PaddedImages Padded(IImageSource source) => new(source, border: 2);
});
return CommandLineOptions.Invoke(command, args);
