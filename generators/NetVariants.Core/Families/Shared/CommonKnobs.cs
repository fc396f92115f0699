using System.Collections.Generic;

namespace NetVariants.Core.Families.Shared;

/// <summary>The knobs that every family has, and the choice of a stem.</summary>
internal static class CommonKnobs
{
    public static readonly CountKnob InChannels = new("InChannels", 3);
    public static readonly CountKnob ImageSize = new("ImageSize", 224);
    public static readonly CountKnob NumClasses = new("NumClasses", 1000, int.MaxValue);

    public static readonly LimitKnob MaxParameters = new(LimitKnob.Parameters, 0L);
    public static readonly LimitKnob MaxMacs = new(LimitKnob.Macs, 0L);
    public static readonly LimitKnob MaxActivationMiB = new(LimitKnob.ActivationMiB, 0.0);

    /// <summary>The choice of a stem, for the families that have one.</summary>
    public static readonly ChoiceKnob Stem = ChoiceKnob.Create<Stem>("Stem") with { Needs = "a choice of stems" };

    /// <summary>A family's own knobs followed by the common ones.</summary>
    public static EquatableArray<KnobSpec> After(params KnobSpec[] own) =>
        new(new List<KnobSpec>(own) { InChannels, ImageSize, NumClasses, MaxParameters, MaxMacs, MaxActivationMiB });
}

/// <summary>What a network classifies: images of some channels and size, into some classes.</summary>
internal readonly record struct ImageTask(int InChannels, int ImageSize, int NumClasses);
