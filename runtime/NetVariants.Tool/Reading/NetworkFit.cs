using System.Globalization;
using System.Linq;
using NetVariants.Core;
using NetVariants.Core.Compilation;
using NetVariants.Core.Declarations;
using NetVariants.Core.Families.Shared;
using NetVariants.Core.Graph;
using NetVariants.Data;
using NetVariants.Generators.Diagnostics;
using NetVariants.Tool.Networks;

namespace NetVariants.Tool.Reading;

/// <summary>A network for the classes and images of a data set, by the options of its declaration.</summary>
/// <param name="Network">The network; null where there is none.</param>
/// <param name="Changes">What was changed: <c>NumClasses = 3, ImageSize = 64</c>; empty for nothing.</param>
/// <param name="Error">Why there is none.</param>
internal sealed record NetworkFit(Network? Network, string Changes, Finding? Error)
{
    /// <summary>Fits a network to a data set.</summary>
    public static NetworkFit To(Network network, int classes, ImageShape images)
    {
        var (net, name) = (network.Net, network.Name);
        if (net.Graph.OutputCount != 1 || net.Output(0).Layout != Layout.Flat)
            return Fail("", $"'{name}' gives {net.Output(0)}, not the logits of classes: train a network with a classifier.");
        if (images.Height != images.Width)
            return Fail("", $"The images are {images}, and '{name}' takes square ones: make them square.");
        var input = net.Spec.Input;
        (string Name, long From, int To)[] options =
        [
            (CommonKnobs.InChannels.Name, input.Channels, images.Channels),
            (CommonKnobs.ImageSize.Name, input.Height, images.Height),
            (CommonKnobs.NumClasses.Name, net.Output(0).Channels, classes),
        ];
        Knob[] changes = [.. options.Where(option => option.From != option.To).Select(option => new Knob(option.Name, option.To))];
        var text = string.Join(", ", changes.Select(knob => $"{knob.Name} = {knob.Value}"));
        var changed = Change(network.Variant, changes);
        if (changed.Net is not null)
            return new NetworkFit(new Network(changed), text, null);
        var problem = changed.Problems[0];
        var diagnostic = new DiagnosticInfo(problem.Id, new DiagnosticTarget.Application(0), problem.Details, problem.Suggestion);
        var message = string.Format(
            CultureInfo.InvariantCulture,
            Descriptors.ById[problem.Id].MessageFormat.ToString(CultureInfo.InvariantCulture),
            DiagnosticText.Arguments(diagnostic));
        return Fail(problem.Id, $"'{name}' does not fit the data, with {text}: {message}");

        static NetworkFit Fail(string id, string message) => new(null, "", new Finding(id, Severity.Error, message));
    }

    /// <summary>The variant and its base with other values of some options.</summary>
    private static CompiledVariant Change(CompiledVariant variant, Knob[] changes)
    {
        if (changes.Length == 0)
            return variant;
        var declaration = variant.Declaration;
        var kept = declaration.Knobs.Where(knob => changes.All(change => change.Name != knob.Name));
        var changed = VariantCompiler.Compile(declaration with { Knobs = new EquatableArray<Knob>([.. kept, .. changes]) });
        return variant.Base is { } from && Change(from, changes) is { Net: not null } basis
            ? changed with { Base = basis, BaseName = variant.BaseName }
            : changed;
    }
}
