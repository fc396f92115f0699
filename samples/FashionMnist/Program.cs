using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using NetVariants.CommandLine;
using NetVariants.Data;
using NetVariants.Experiments;
using NetVariants.Samples.FashionMnist;
using NetVariants.Training;

// Two epochs are enough where the learning rate rises high and comes to rest.
var defaults = new TrainerOptions
{
    Epochs = 2,
    BatchSize = 128,
    LearningRate = 0.1,
    Schedule = LearningRateSchedule.WarmupCosine,
    Nesterov = true,
    WeightDecay = 5e-4,
};
var options = new CommandLineOptions(Networks.All, defaults, Path.Combine("artifacts", "fashion-mnist"));
var folder = new Option<string>("--data")
{
    Description = "The folder of Fashion-MNIST's four files.",
    HelpName = "FOLDER",
    DefaultValueFactory = _ => FashionMnist.DebianFolder,
};
var command = new RootCommand("Trains networks declared by attributes on Fashion-MNIST and compares them.") { folder };
foreach (var option in options.All)
    command.Add(option);
command.SetAction(arguments =>
{
    DataSplits data;
    try
    {
        data = FashionMnist.Load(arguments.GetRequiredValue(folder));
    }
    catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine($"--data: {error.Message}");
        return 1;
    }

    Console.WriteLine(
        $"{data.Name}: {data.Train.Count:N0} training images, {data.Validation.Count:N0} held out of the 60,000 for validation, "
            + $"{data.Test.Count:N0} test images");
    return TrainingSession.Run(
        [.. options.NetworksOf(arguments).Select(info => new Candidate(info, device => Networks.Create(info.Name, device)))],
        data,
        options.TrainerOf(arguments),
        options.FolderOf(arguments),
        options.SeedsOf(arguments),
        options.ResumeOf(arguments),
        options.CheckpointEveryOf(arguments),
        observerOf: options.ObserverOf(arguments));
});
return CommandLineOptions.Invoke(command, args);
