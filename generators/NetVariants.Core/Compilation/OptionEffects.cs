using System.Collections.Generic;
using System.Linq;
using System.Threading;
using NetVariants.Core.Analysis;
using NetVariants.Core.Declarations;
using NetVariants.Core.Families;
using NetVariants.Core.Families.Shared;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Compilation;

/// <summary>Which options of a declaration change its network.</summary>
public static class OptionEffects
{
    /// <summary>
    /// The options that a declaration writes and without which the network is the same: its layers, their names, and how their weights
    /// start. An option that repeats its default, or what the base says, is documentation and not among them.
    /// </summary>
    /// <param name="declaration">The declaration as written.</param>
    /// <param name="bases">Its base, that one's base, and so on.</param>
    /// <param name="net">The network that they declare.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static IEnumerable<(KnobSpec Spec, object Value)> WithoutEffect(
        VariantDeclaration declaration, EquatableArray<VariantDeclaration> bases, ShapedNet net, CancellationToken cancellation)
    {
        foreach (var spec in FamilyTable.Find(declaration.Attribute)!.Knobs)
        {
            if (spec is LimitKnob || DeclarationText.ValueOf(declaration, spec) is not { } value || spec.IsDefault(value))
                continue;
            var others = new EquatableArray<Knob>(declaration.Knobs.Where(knob => knob.Name != spec.Name));
            if (!IsSame(others)
                || value.Equals(DeclarationText.ValueOf((declaration with { Knobs = others }).Over(bases), spec))
                || (spec.DefaultFollows && !IsSame(new EquatableArray<Knob>([.. others, new Knob(spec.Name, spec.Another(value))]))))
            {
                continue;
            }

            yield return (spec, value);
        }

        bool IsSame(EquatableArray<Knob> knobs) =>
            VariantCompiler.Lower((declaration with { Knobs = knobs }).Over(bases), new ProblemList(), cancellation) is { } spec
            && spec.Input == net.Spec.Input
            && Rules(spec).SequenceEqual(Rules(net.Spec))
            && Expansion.Expand(spec, out _, cancellation) == net.Graph;
    }

    private static IEnumerable<InitRule> Rules(NetSpec spec) => spec.Init.Concat(spec.Blocks.SelectMany(block => block.Init));
}
