using System.Linq;
using NetVariants.Core.Declarations;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Families.Shared;

/// <summary>The knobs of options that families share. A family takes those that make sense for it.</summary>
internal static class MixKnobs
{
    public static readonly ChoiceKnob Activation = ChoiceKnob.Create<Activation>("Activation");
    public static readonly ChoiceKnob Norm = ChoiceKnob.Create<Norm>("Norm") with { Needs = "a choice of normalizations" };

    /// <summary>0 stands for the normalization's own value.</summary>
    public static readonly RatioKnob NormEps = new("NormEps", 0) { DefaultFollows = true };

    public static readonly RatioKnob NormMomentum = new("NormMomentum", Mix.None.NormMomentum) { Needs = "running statistics" };
    public static readonly ChoiceKnob Attention = ChoiceKnob.Create<Attention>("Attention") with
    {
        Needs = "a choice of attention modules"
    };
    public static readonly RatioKnob SERatio = new("SERatio", Mix.None.SERatio, AllowsZero: false) { Needs = "gates of one ratio" };
    public static readonly RatioKnob StochasticDepthProb = new("StochasticDepthProb", 0) { Needs = "residual branches" };
    public static readonly ChoiceKnob AntiAlias = ChoiceKnob.Create<AntiAlias>("AntiAlias") with
    {
        Needs = "anti-aliased downsampling",
    };
    public static readonly ChoiceKnob GlobalPool = ChoiceKnob.Create<GlobalPool>("GlobalPool") with { Needs = "a choice of global pools" };

    /// <summary>The probability of zeroing a feature before the last linear layer.</summary>
    public static readonly RatioKnob Dropout = new("Dropout", 0);

    /// <summary>The settings that passes apply: of the options here, those that a family has, with its own defaults.</summary>
    public static Mix Read(DeclarationReader reader, EquatableArray<KnobSpec> knobs)
    {
        var none = Mix.None;
        return new Mix(
            Of(Activation) is { } activation ? reader.Choice<Activation>(activation) : none.Activation,
            Of(Norm) is { } norm ? reader.Choice<Norm>(norm) : none.Norm,
            Of(NormEps) is { } eps ? reader.Ratio(eps) : none.NormEps,
            Of(NormMomentum) is { } momentum ? reader.Ratio(momentum) : none.NormMomentum,
            Of(Attention) is { } attention ? reader.Choice<Attention>(attention) : none.Attention,
            Of(Attention) is not null && Of(SERatio) is { } ratio ? reader.Ratio(ratio) : none.SERatio,
            Of(StochasticDepthProb) is { } probability ? reader.Ratio(probability) : none.StochasticDepthProb);

        T? Of<T>(T shared)
            where T : KnobSpec => Find(knobs, shared);
    }

    /// <summary>Notes a share of statistics that the normalization does not keep, and a ratio that no attention module uses.</summary>
    public static void Check(DeclarationReader reader, EquatableArray<KnobSpec> knobs, NetSpec net)
    {
        if (net.Mix.Norm != Core.Norm.BatchNorm && Find(knobs, NormMomentum) is { } momentum && reader.IsGiven(momentum))
            reader.Conflict(momentum, "is the share of a batch in running statistics, which '" + Norm.Print((int)net.Mix.Norm)
                + "' does not keep");
        if (net.Mix.SERatio == SERatio.Value || net.Blocks.Any(HasRatio))
            return;
        reader.Conflict(SERatio, "is the width of a squeezing layer, and no stage has Attention.SE or Attention.CBAM");

        bool HasRatio(BlockDef block) => (block.Mix?.Attention ?? net.Mix.Attention) is Core.Attention.SE or Core.Attention.CBAM;
    }

    /// <summary>A family's own form of a shared knob; null where it has none.</summary>
    private static T? Find<T>(EquatableArray<KnobSpec> knobs, T shared)
        where T : KnobSpec
    {
        foreach (var knob in knobs)
        {
            if (knob.Name == shared.Name)
                return knob as T;
        }

        return null;
    }
}
