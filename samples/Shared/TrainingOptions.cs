using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Linq;
using NetVariants.Training;

namespace NetVariants.Samples;

/// <summary>The command-line options that every sample names alike. A wrong value is answered with the option's name and what would be right.</summary>
internal sealed class TrainingOptions
{
    /// <summary>The option that chooses where to train.</summary>
    public const string Device = "--device";

    /// <summary>The option that names the folder for the results.</summary>
    public const string Out = "--out";

    private const string Networks = "--networks";
    private const string Epochs = "--epochs";
    private const string BatchSize = "--batch-size";
    private const string Rate = "--lr";
    private const string Seed = "--seed";


    private readonly IReadOnlyList<VariantInfo> _all;
    private readonly TrainerOptions _defaults;
    private readonly Option<string> _networks;
    private readonly Option<int> _epochs;
    private readonly Option<int> _batchSize;
    private readonly Option<double> _rate;
    private readonly Option<long> _seed;
    private readonly Option<string> _device;
    private readonly Option<string> _out;

    /// <summary>Makes the options.</summary>
    /// <param name="networks">What <c>--networks</c> chooses from.</param>
    /// <param name="defaults">How the sample trains where nothing else is said.</param>
    /// <param name="folder">Where the results go where nothing else is said.</param>
    public TrainingOptions(IReadOnlyList<VariantInfo> networks, TrainerOptions defaults, string folder)
    {
        _all = networks;
        _defaults = defaults;
        _networks = new Option<string>(Networks)
        {
            Description = "The networks to train, separated by commas.",
            HelpName = "a,b,c",
            DefaultValueFactory = _ => Names(networks),
        };
        _networks.Validators.Add(CheckNetworks);
        _epochs = Number(Epochs, "How often every training image is seen.", "a whole number, 1 or more", defaults.Epochs, value => value >= 1);
        _batchSize = Number(BatchSize, "Images in a training step.", "a whole number, 1 or more", defaults.BatchSize, value => value >= 1);
        _rate = Number(Rate, "The learning rate at its peak.", "a number above 0, such as 0.1", defaults.LearningRate, value => value > 0 && double.IsFinite(value));
        _seed = Number(Seed, "Fixes initial weights, order of images and dropout.", "a whole number", defaults.Seed, _ => true);
        _device = new Option<string>(Device)
        {
            Description = "Where to train: auto (CUDA where there is one, else the CPU), cpu, cuda or cuda:INDEX.",
            HelpName = "DEVICE",
            DefaultValueFactory = _ => defaults.Device,
        };
        _device.Validators.Add(CheckDevice);
        _out = new Option<string>(Out) { Description = "The folder for report.html, results.json and the networks' states.", HelpName = "FOLDER", DefaultValueFactory = _ => folder };
    }

    /// <summary>The options, to be added to a command.</summary>
    public IEnumerable<Option> All => [_networks, _epochs, _batchSize, _rate, _seed, _device, _out];

    /// <summary>Carries a command line out; what is wrong with it is told alone, without the help's many lines.</summary>
    /// <returns>The exit code.</returns>
    public static int Invoke(RootCommand command, string[] arguments)
    {
        ParseResult result = command.Parse(arguments);
        if (result.Action is ParseErrorAction errors)
            errors.ShowHelp = false;
        return result.Invoke();
    }

    /// <summary>The networks chosen, in the order given.</summary>
    public IReadOnlyList<VariantInfo> NetworksOf(ParseResult arguments) =>
        [.. Split(arguments.GetRequiredValue(_networks)).Select(name => _all.First(info => info.Name == name))];

    /// <summary>The folder for the results.</summary>
    public string FolderOf(ParseResult arguments) => arguments.GetRequiredValue(_out);

    /// <summary>The sample's way of training, with what the command line changes.</summary>
    public TrainerOptions TrainerOf(ParseResult arguments) => _defaults with
    {
        Epochs = arguments.GetRequiredValue(_epochs),
        BatchSize = arguments.GetRequiredValue(_batchSize),
        LearningRate = arguments.GetRequiredValue(_rate),
        Seed = arguments.GetRequiredValue(_seed),
        Device = arguments.GetRequiredValue(_device),
    };

    private static Option<T> Number<T>(string name, string description, string expected, T fallback, Func<T, bool> isRight)
        where T : struct, ISpanParsable<T> => new(name)
        {
            Description = description,
            HelpName = "N",
            DefaultValueFactory = _ => fallback,
            CustomParser = result =>
            {
                string text = result.Tokens.Single().Value;
                if (!T.TryParse(text, CultureInfo.InvariantCulture, out T value) || !isRight(value))
                    result.AddError($"{name} has to be {expected}, not '{text}'.");
                return value;
            },
        };

    private void CheckNetworks(OptionResult result)
    {
        string[] names = Split(result.GetValueOrDefault<string>());
        foreach (string name in names.Except(_all.Select(info => info.Name)))
            result.AddError($"{Networks}: there is no network '{name}'. Choose from {Names(_all)}.");
        foreach (string name in names.CountBy(name => name).Where(pair => pair.Value > 1).Select(pair => pair.Key))
            result.AddError($"{Networks}: '{name}' is named twice. Name every network once.");
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

    private static string[] Split(string names) => names.Split(',', StringSplitOptions.TrimEntries);

    private static string Names(IReadOnlyList<VariantInfo> networks) => string.Join(',', networks.Select(info => info.Name));
}
