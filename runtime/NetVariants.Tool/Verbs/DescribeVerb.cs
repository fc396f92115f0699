using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using NetVariants.CommandLine;
using NetVariants.Tool.Networks;
using NetVariants.Tool.Output;
using NetVariants.Tool.Reading;
using NetVariants.Training;

namespace NetVariants.Tool.Verbs;

/// <summary><c>describe</c>: a network's declaration, figures and layers.</summary>
internal sealed class DescribeVerb : Verb
{
    private const double LargestMemory = 1 << 20;

    private readonly Argument<string> _network = NetworkArgument("NETWORK", $"What to describe: {NetworkReader.Expected}.");
    private readonly Option<bool> _layers = new("--layers") { Description = "Show each layer, not each stage." };
    private readonly Option _optimizer;
    private readonly Func<ParseResult, OptimizerKind> _optimizerOf;
    private readonly Option<bool> _recompute = new("--recompute")
    {
        Description = "Predict training memory with recomputation, as 'train --recompute true' has it.",
    };

    private readonly Option<double?> _memory = new("--memory")
    {
        Description = "The memory in GiB that training may take; without it, what this machine has free.",
        HelpName = "GIB",
        CustomParser = result => TrainerSettings.Parse<double>(
            result, "--memory", "a number of GiB above 0, such as 24", value => value is > 0 and <= LargestMemory),
    };

    /// <summary>Makes the verb.</summary>
    public DescribeVerb()
        : base("describe", "Shows a network's declaration, figures, training memory and layers, without building it.")
    {
        (_optimizer, _optimizerOf) = TrainerSettings.ChoiceOf(
            "--optimizer", "The optimizer that training memory is predicted for.", OptimizerKind.Sgd);
        Add(_network);
        Add(_layers);
        Add(_optimizer);
        Add(_recompute);
        Add(_memory);
        Add(Json);
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult arguments, TextWriter output, TextWriter error)
    {
        var result = NetworkReader.Read(arguments.GetRequiredValue(_network));
        var planned = result.Networks.Select(network => (Network: network, Plan: Plan(arguments, network)));
        if (arguments.GetValue(Json))
        {
            ToolJson.Write(
                output, new DescribeJson([.. planned.Select(one => NetworkJson.From(one.Network, one.Plan))], result.Findings));
        }
        else
        {
            FindingText.Write(error, result.Findings);
            foreach (var (i, (network, plan)) in planned.Index())
            {
                if (i > 0)
                    output.WriteLine();
                NetworkText.Write(output, network, plan, arguments.GetValue(_layers));
            }
        }

        return result.HasErrors ? ExitCodes.ErrorFound : ExitCodes.Success;
    }

    private TrainingPlan Plan(ParseResult arguments, Network network) => TrainingPlan.Create(
        network.Info,
        new TrainerOptions { Optimizer = _optimizerOf(arguments), Recompute = arguments.GetValue(_recompute) },
        arguments.GetValue(_memory) is { } memory ? (long)(memory * (1L << 30)) : null);
}
