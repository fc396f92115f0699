using System.CommandLine;
using System.IO;
using NetVariants.Tool.Reading;

namespace NetVariants.Tool.Verbs;

/// <summary><c>train</c>: one network on a data set.</summary>
internal sealed class TrainVerb : SessionVerb
{
    private readonly Argument<string> _network;

    /// <summary>Makes the verb.</summary>
    public TrainVerb()
        : this(NetworkArgument("NETWORK", $"What to train: {NetworkReader.Expected}."))
    {
    }

    private TrainVerb(Argument<string> network)
        : base(
            "train",
            "Trains a network on a data set, and tests it. Its classes, channels and image size become those of the data.",
            Path.Combine("runs", NetworkName),
            network) => _network = network;

    /// <inheritdoc/>
    protected override ReadingResult Read(ParseResult arguments) => NetworkReader.ReadOne(arguments.GetRequiredValue(_network));
}
