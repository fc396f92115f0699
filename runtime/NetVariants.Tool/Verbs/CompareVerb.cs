using System.CommandLine;
using System.IO;
using System.Linq;
using NetVariants.Tool.Networks;
using NetVariants.Tool.Reading;

namespace NetVariants.Tool.Verbs;

/// <summary><c>compare</c>: several networks on a data set, trained in the same way.</summary>
internal sealed class CompareVerb : SessionVerb
{
    private readonly Argument<string[]> _networks;

    /// <summary>Makes the verb.</summary>
    public CompareVerb()
        : this(new Argument<string[]>("NETWORKS")
        {
            Description = $"What to compare: {NetworkReader.Expected}; of a file without #NAME all networks.",
            HelpName = "NETWORKS",
            Arity = ArgumentArity.OneOrMore,
        })
    {
    }

    private CompareVerb(Argument<string[]> networks)
        : base(
            "compare",
            "Trains networks in the same way on a data set, one after another, and compares them. Their classes, channels and image size "
                + "become those of the data.",
            Path.Combine("runs", "compare"),
            networks)
    {
        networks.CompletionSources.Add(_ => ModelCatalog.Names);
        _networks = networks;
    }

    /// <inheritdoc/>
    protected override ReadingResult Read(ParseResult arguments)
    {
        ReadingResult[] read = [.. arguments.GetRequiredValue(_networks).Select(NetworkReader.Read)];
        var all = new ReadingResult([.. read.SelectMany(one => one.Networks)], [.. read.SelectMany(one => one.Findings)]);
        var twice = all.Networks.CountBy(network => network.Name).FirstOrDefault(pair => pair.Value > 1).Key;
        return twice is null
            ? all
            : throw new UsageException($"Two networks are called '{twice}', and results are kept by name: rename one of them.");
    }
}
