using System;
using System.IO;
using NetVariants;
using NetVariants.Data;
using NetVariants.Training;
using NetVariants.Training.Checkpoints;
using NetVariantsApp;
using TorchSharp;

if (args is not ([] or ["--resume"]))
{
    Console.Error.WriteLine("Usage: dotnet run [-- --resume]");
    return 2;
}

try
{
    Train(resume: args is ["--resume"]);
    return 0;
}
catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException
    or NetworkMismatchException or TrainingDivergedException or CheckpointException or MissingLibraryException or LibTorchException)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}

static void Train(bool resume)
{
    LibTorch.EnsureLoaded();
    Console.WriteLine($"{Network.ParameterCount:N0} parameters, {Network.Macs:N0} multiply-accumulates an image");

#if (hasData)
    var folder = Path.Combine(@"WORKING_FOLDER", @"DATA_FOLDER");
    var reading = new ImageFolderOptions
    {
        Training = new TrainingTransform(Network.Info.ImageSize),
        Evaluation = new EvaluationTransform(Network.Info.ImageSize, Network.Info.ImageSize * 8 / 7),
        HoldOut = 0.1,
    };
    DataSplits data = ImageFolders.HasParts(folder)
        ? ImageFolders.Load(folder, reading)
        : ImageFolders.Split(folder, validation: 0.1, test: 0.1, seed: 1, reading);
#else
    // For images of your own, make the project by: dotnet new netvariants --data FOLDER --classes NUMBER
    DataSplits data = Shapes.Draw(Network.Info.ImageSize, train: 1200, validation: 300, test: 300);
#endif

    torch.manual_seed(1); // the initial weights
    using var model = Network.Create();
    var options = new TrainerOptions
    {
#if (family == "convnext" || family == "vit")
        Epochs = 12,
#else
        Epochs = 3,
#endif
        BatchSize = 32,
        Optimizer = OptimizerKind.AdamW,
        LearningRate = 0.002,
        Schedule = LearningRateSchedule.WarmupCosine,
        Seed = 1,
    };
    // Saved as it goes: 'dotnet run -- --resume' resumes a run that was interrupted.
    var checkpoints = new CheckpointOptions("run")
    {
        Declaration = Network.Declaration,
        Resume = resume ? ResumeMode.IfPresent : ResumeMode.Never,
    };
    TrainingResult result = new Trainer(options, new Lines()).Fit(model, data.Train, data.Validation, data.Test, checkpoints);
    Console.WriteLine($"test accuracy {result.Test?.Metrics.Accuracy:P1} after {result.Duration.TotalSeconds:F0} s on {result.Device}");
    Console.WriteLine($"weights: {Path.GetFullPath("run/best.safetensors")}");
}

/// <summary>A line for the end of each phase.</summary>
internal sealed class Lines : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value)
    {
        if (!value.PhaseEnded)
            return;
        var (loss, accuracy) = (value.Metrics.Loss, value.Metrics.Accuracy);
        Console.WriteLine($"epoch {value.Epoch}/{value.Epochs} {value.Phase}: loss {loss:F4}, accuracy {accuracy:P1}");
    }
}
