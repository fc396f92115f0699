using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Linq;
using NetVariants.Reports;
using NetVariants.Training;
using NetVariants.Training.Checkpoints;

namespace NetVariants.CommandLine;

/// <summary>
/// The options of a program that compares networks: one for each of <see cref="TrainerOptions"/>, and those for networks, seeds, device
/// and folder. A wrong value is answered with the option's name and what would be right.
/// </summary>
public sealed class CommandLineOptions
{
    /// <summary>The option that chooses where to train.</summary>
    internal const string Device = "--device";

    /// <summary>The option that names the folder for the results.</summary>
    internal const string Out = "--out";

    /// <summary>The option that resumes what is saved.</summary>
    internal const string Resume = "--resume";

    private const string Networks = "--networks";
    private const string Seeds = "--seeds";
    private const string CheckpointMinutes = "--checkpoint-minutes";
    private const string Auto = "auto";
    private const string Whole = "a whole number, 1 or more";
    private const string Positive = "a number above 0, such as 0.1";
    private const string Share = "a number from 0 to below 1";
    private const string Minutes = "a number of minutes from 0.001 to 10,000,000";

    private static readonly string s_threads =
        string.Create(CultureInfo.InvariantCulture, $"a whole number from 1 to {TrainerOptions.MaxThreads:N0}");

    private readonly IReadOnlyList<VariantInfo> _all = [];
    private readonly TrainerOptions _defaults;
    private readonly Option<string>? _networks;
    private readonly Option<string> _seeds;
    private readonly Option<string> _device;
    private readonly Option<string> _out;
    private readonly Option<bool> _resume;
    private readonly Option<double> _checkpointMinutes;
    private readonly Option<bool> _tensorBoard;
    private readonly Option<bool> _tensorBoardHistograms;
    private readonly TrainerSettings _settings = new();

    /// <summary>Makes the options.</summary>
    /// <param name="networks">What <c>--networks</c> chooses from.</param>
    /// <param name="defaults">How the program trains where nothing else is said.</param>
    /// <param name="folder">Where the results go where nothing else is said.</param>
    /// <param name="chosen">The networks that are trained where none are named; null for all.</param>
    public CommandLineOptions(IReadOnlyList<VariantInfo> networks, TrainerOptions defaults, string folder, string? chosen = null)
        : this(defaults, folder)
    {
        _all = networks;
        _networks = new Option<string>(Networks)
        {
            Description = "The networks to train, separated by commas, or all.",
            HelpName = "a,b,c",
            DefaultValueFactory = _ => chosen ?? Names(networks),
        };
        _networks.Validators.Add(CheckNetworks);
    }

    /// <summary>Makes the options without <c>--networks</c>, for a program that learns in another way what to train.</summary>
    /// <param name="defaults">How the program trains where nothing else is said.</param>
    /// <param name="folder">Where the results go where nothing else is said.</param>
    public CommandLineOptions(TrainerOptions defaults, string folder)
    {
        _defaults = defaults;
        var d = defaults;
        _settings.Number("--epochs", "How often every training image is seen.", Whole,
            d.Epochs, value => value >= 1, (o, value) => o with { Epochs = value });
        _settings.Number("--batch-size", "Images in a training step; auto takes as many as memory has room for.", $"{Whole}, or {Auto}",
            d.BatchSize, value => value >= 1, (o, value) => o with { BatchSize = value }, (Auto, TrainerOptions.AutoBatchSize));
        _settings.Optional<int>("--micro-batch", "Images that go through the network at once; larger batches are accumulated.", Whole,
            value => value >= 1, (o, value) => o with { MicroBatchSize = value });
        _settings.Truth("--recompute", "Whether blocks are computed again in the backward pass, to save memory.",
            d.Recompute, (o, value) => o with { Recompute = value });
        _settings.Choice("--optimizer", "How gradients become steps.", d.Optimizer, (o, value) => o with { Optimizer = value });
        _settings.Number("--lr", "The learning rate at its peak.", Positive,
            d.LearningRate, IsPositive, (o, value) => o with { LearningRate = value });
        _settings.Choice("--schedule", "How the learning rate changes.", d.Schedule, (o, value) => o with { Schedule = value });
        _settings.Number("--warmup", "The share of the steps in which the rate rises (warmup-cosine).", Share,
            d.WarmupFraction, IsShare, (o, value) => o with { WarmupFraction = value });
        _settings.Number("--step-epochs", "Epochs between two falls of the rate (step).", Whole,
            d.StepEpochs, value => value >= 1, (o, value) => o with { StepEpochs = value });
        _settings.Number("--step-factor", "What the rate is multiplied by (step, plateau).", "a number above 0, at most 1",
            d.StepFactor, value => value is > 0 and <= 1, (o, value) => o with { StepFactor = value });
        _settings.Number("--plateau-patience", "Epochs without a better loss before the rate falls (plateau).", "a whole number, 0 or more",
            d.PlateauPatience, value => value >= 0, (o, value) => o with { PlateauPatience = value });
        _settings.Number("--momentum", "How much of the last step carries over into the next (sgd).", Share,
            d.Momentum, IsShare, (o, value) => o with { Momentum = value, Nesterov = o.Nesterov && value > 0 });
        _settings.Truth("--nesterov", "Whether the gradient is taken ahead of the momentum's step (sgd).",
            d.Nesterov, (o, value) => o with { Nesterov = value && o.Momentum > 0 });
        _settings.Number("--beta1", "How much of the gradient's running mean stays (adam, adam-w).", Share,
            d.Beta1, IsShare, (o, value) => o with { Beta1 = value });
        _settings.Number("--beta2", "How much of the squared gradient's running mean stays (adam, adam-w).", Share,
            d.Beta2, IsShare, (o, value) => o with { Beta2 = value });
        _settings.Number("--epsilon", "What keeps steps finite where gradients vanish (adam, adam-w).", Positive,
            d.Epsilon, IsPositive, (o, value) => o with { Epsilon = value });
        _settings.Number("--weight-decay", "The pull of each weight towards zero.", "a number, 0 or more",
            d.WeightDecay, value => value >= 0 && double.IsFinite(value), (o, value) => o with { WeightDecay = value });
        _settings.Flag("--no-decay-biases-norms", "Leave biases and normalizations out of the weight decay.",
            o => o with { DecayBiasesAndNorms = false });
        _settings.Optional<double>("--clip-norm", "The largest norm of the gradient.", Positive,
            IsPositive, (o, value) => o with { ClipNorm = value });
        _settings.Optional<double>("--clip-value", "The largest element of the gradient.", Positive,
            IsPositive, (o, value) => o with { ClipValue = value });
        _settings.Number("--label-smoothing", "The share of the target that is spread over all classes.", Share,
            d.LabelSmoothing, IsShare, (o, value) => o with { LabelSmoothing = value });
        _settings.Optional<double>("--ema-decay", "The decay of the averaged weights, such as 0.999; they are validated and kept.", Share,
            IsShare, (o, value) => o with { EmaDecay = value });
        _settings.Optional<int>("--patience", "Epochs without a better loss before the training ends.", Whole,
            value => value >= 1, (o, value) => o with { Patience = value });
        _settings.Optional<double>("--max-minutes", "The time after which a training ends.", Minutes,
            IsMinutes, (o, value) => o with { MaxTime = TimeSpan.FromMinutes(value) });
        _settings.Choice("--debug-run", "A short run that shows whether everything works, instead of the training.",
            d.DebugRun, (o, value) => o with { DebugRun = value });
        _settings.Number("--evaluation-batch-size", "Images in an evaluation step.", Whole,
            d.EvaluationBatchSize, value => value >= 1, (o, value) => o with { EvaluationBatchSize = value });
        _settings.Choice("--memory-format", "How maps lie in memory: auto chooses by the network.",
            d.MemoryFormat, (o, value) => o with { MemoryFormat = value });
        _settings.Truth("--keep-freed-memory", "Whether freed memory stays with the process while it trains.",
            d.KeepFreedMemory, (o, value) => o with { KeepFreedMemory = value });
        _settings.Truth(
            "--keep-large-blocks",
            "Whether freed blocks of 4 MiB and more stay too; without it, where training takes at most half of the free memory.",
            d.KeepLargeBlocks, (o, value) => o with { KeepLargeBlocks = value });
        _settings.Number("--threads", "Threads of torch's operators.", s_threads,
            d.Threads, IsThreads, (o, value) => o with { Threads = value });
        _settings.Number("--prefetch", "Batches that are read ahead of the network.", Whole,
            d.PrefetchBatches, value => value >= 1, (o, value) => o with { PrefetchBatches = value });
        _settings.Number(
            "--workers", "Threads that read images.", s_threads, d.Workers, IsThreads, (o, value) => o with { Workers = value });
        _settings.Number("--seed", "Fixes initial weights, order of images, augmentation and dropout.", "a whole number",
            d.Seed, _ => true, (o, value) => o with { Seed = value });
        _seeds = new Option<string>(Seeds)
        {
            Description = "Train every network with each of these seeds, separated by commas; the table shows mean and std.",
            HelpName = "1,2,3",
        };
        _seeds.Validators.Add(CheckSeeds);
        _device = new Option<string>(Device)
        {
            Description = "Where to train: auto (CUDA where there is one, else the CPU), cpu, cuda or cuda:INDEX.",
            HelpName = "DEVICE",
            DefaultValueFactory = _ => defaults.Device,
        };
        _device.Validators.Add(CheckDevice);
        _settings.Add(_device, (arguments, options) => options with { Device = arguments.GetRequiredValue(_device) });
        _out = new Option<string>(Out)
        {
            Description = "The folder for the report, the results and each network's checkpoints.",
            HelpName = "FOLDER",
            DefaultValueFactory = _ => folder,
        };
        _checkpointMinutes = new Option<double>(CheckpointMinutes)
        {
            Description = "Minutes between two checkpoints within an epoch; its end writes one too.",
            HelpName = "N",
            DefaultValueFactory = _ => new CheckpointOptions(folder).Every.TotalMinutes,
            CustomParser = result => TrainerSettings.Parse<double>(result, CheckpointMinutes, Minutes, IsMinutes),
        };
        _tensorBoard = new Option<bool>("--tensorboard")
        {
            Description = "Log every training for TensorBoard, into its folder: curves, validation images, confusion and the network.",
        };
        _tensorBoardHistograms = new Option<bool>("--tensorboard-histograms")
        {
            Description = "Log histograms of parameters and gradients too, after every epoch.",
        };
        _resume = new Option<bool>(Resume) { Description = "Resume what is saved in the folder instead of starting over." };
    }

    /// <summary>The options, to be added to a command.</summary>
    public IEnumerable<Option> All =>
    [
        .. new Option?[] { _networks }.OfType<Option>(), .. _settings.Options, _seeds, _out, _checkpointMinutes, _tensorBoard,
        _tensorBoardHistograms, _resume,
    ];

    /// <summary>The option <see cref="Out"/>.</summary>
    internal Option OutOption => _out;

    /// <summary>Runs a command line; an error in it is printed without the help.</summary>
    /// <returns>The exit code.</returns>
    public static int Invoke(RootCommand command, string[] arguments)
    {
        var result = command.Parse(arguments);
        if (result.Action is ParseErrorAction errors)
            errors.ShowHelp = false;
        return result.Invoke();
    }

    /// <summary>The networks chosen, in the order given; none where there is no <c>--networks</c>.</summary>
    public IReadOnlyList<VariantInfo> NetworksOf(ParseResult arguments) =>
        _networks is null || arguments.GetRequiredValue(_networks) is "all"
            ? _all
            : [.. Split(arguments.GetRequiredValue(_networks)).Select(name => _all.First(info => info.Name == name))];

    /// <summary>The folder for the results.</summary>
    public string FolderOf(ParseResult arguments) => arguments.GetRequiredValue(_out);

    /// <summary>The seeds to train with.</summary>
    public IReadOnlyList<long> SeedsOf(ParseResult arguments) =>
        arguments.GetValue(_seeds) is { } seeds
            ? [.. Split(seeds).Select(seed => long.Parse(seed, CultureInfo.InvariantCulture))]
            : [TrainerOf(arguments).Seed];

    /// <summary>After what time within an epoch a training saves itself.</summary>
    public TimeSpan CheckpointEveryOf(ParseResult arguments) => TimeSpan.FromMinutes(arguments.GetRequiredValue(_checkpointMinutes));

    /// <summary>Makes what logs a training for TensorBoard, from the training's folder; null where it is not asked for.</summary>
    public Func<string, ITrainingObserver>? ObserverOf(ParseResult arguments)
    {
        var histograms = arguments.GetValue(_tensorBoardHistograms);
        return histograms || arguments.GetValue(_tensorBoard) ? folder => new TensorBoardLog(folder) { Histograms = histograms } : null;
    }

    /// <summary>Whether to resume what is saved.</summary>
    public bool ResumeOf(ParseResult arguments) => arguments.GetValue(_resume);

    /// <summary>The program's defaults, with what the command line changes.</summary>
    public TrainerOptions TrainerOf(ParseResult arguments) => _settings.Apply(_defaults, arguments);

    private static bool IsPositive(double value) => value > 0 && double.IsFinite(value);

    private static bool IsThreads(int value) => value is >= 1 and <= TrainerOptions.MaxThreads;

    private static bool IsMinutes(double value) => value is >= 0.001 and <= 10_000_000;

    private static bool IsShare(double value) => value is >= 0 and < 1;

    private void CheckNetworks(OptionResult result)
    {
        var text = result.GetValueOrDefault<string>();
        if (text == "all")
            return;
        var names = Split(text);
        foreach (var name in names.Except(_all.Select(info => info.Name)))
            result.AddError($"{Networks}: there is no network '{name}'. Choose from {Names(_all)}.");
        foreach (var name in names.CountBy(name => name).Where(pair => pair.Value > 1).Select(pair => pair.Key))
            result.AddError($"{Networks}: '{name}' is named twice. Name every network once.");
    }

    private static void CheckSeeds(OptionResult result)
    {
        var seeds = Split(result.GetValueOrDefault<string>());
        if (seeds.Distinct().Count() != seeds.Length || !seeds.All(seed => long.TryParse(seed, CultureInfo.InvariantCulture, out _)))
            result.AddError($"{Seeds} has to be whole numbers separated by commas, each once, not '{result.GetValueOrDefault<string>()}'.");
    }

    private static void CheckDevice(OptionResult result)
    {
        try
        {
            _ = new TrainerOptions { Device = result.GetValueOrDefault<string>() };
        }
        catch (ArgumentOutOfRangeException)
        {
            result.AddError($"{Device} has to be auto, cpu, cuda or cuda:INDEX, not '{result.GetValueOrDefault<string>()}'.");
        }
    }

    private static string[] Split(string? names) => (names ?? "").Split(',', StringSplitOptions.TrimEntries);

    private static string Names(IReadOnlyList<VariantInfo> networks) => string.Join(',', networks.Select(info => info.Name));
}
