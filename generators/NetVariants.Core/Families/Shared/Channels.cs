using System;

namespace NetVariants.Core.Families.Shared;

/// <summary>Numbers of channels after a multiplier.</summary>
internal static class Channels
{
    private const double LeastShare = 0.9;

    /// <summary>
    /// The nearest multiple, at least one of it, and the next one where that would take more than a tenth away: torchvision's
    /// <c>_make_divisible</c>.
    /// </summary>
    public static long Divisible(double channels, long multiple)
    {
        var rounded = Math.Max(multiple, (long)(channels + (multiple / 2.0)) / multiple * multiple);
        return rounded < LeastShare * channels ? rounded + multiple : rounded;
    }
}
