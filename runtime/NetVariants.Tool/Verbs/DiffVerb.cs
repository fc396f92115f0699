using System.CommandLine;
using System.IO;
using System.Linq;
using NetVariants.Reports;
using NetVariants.Tool.Output;
using NetVariants.Tool.Reading;

namespace NetVariants.Tool.Verbs;

/// <summary><c>diff</c>: what makes one network of another.</summary>
internal sealed class DiffVerb : Verb
{
    private readonly Argument<string> _from = NetworkArgument("FROM", $"The network to compare with: {NetworkReader.Expected}.");
    private readonly Argument<string> _to = NetworkArgument("TO", "The network of the same family that is made from it.");

    /// <summary>Makes the verb.</summary>
    public DiffVerb()
        : base("diff", "Shows what makes one network of another: options, figures, and how much of its weights fits.")
    {
        Add(_from);
        Add(_to);
        Add(Json);
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult arguments, TextWriter output, TextWriter error)
    {
        ReadingResult[] read = [.. new[] { _from, _to }.Select(argument => NetworkReader.ReadOne(arguments.GetRequiredValue(argument)))];
        Finding[] findings = [.. read.SelectMany(result => result.Findings)];
        if (read is not [{ Networks: [var from] }, { Networks: [var to] }])
            return Fail(arguments, output, error, findings);
        var (first, second) = (from.Info, to.Info);
        if (first.Family != second.Family)
        {
            var reason = VariantInfoExtensions.WhyIncomparable(first.Family, second.Family);
            return Fail(arguments, output, error, [.. findings, new Finding("", Severity.Error, reason)]);
        }

        var difference = first.DiffTo(second);
        if (arguments.GetValue(Json))
        {
            ToolJson.Write(output, DifferenceJson.Create(first, second, difference));
        }
        else
        {
            FindingText.Write(error, findings);
            DifferenceText.Write(output, first, second, difference);
        }

        return ExitCodes.Success;
    }
}
