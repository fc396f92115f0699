using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace NetVariants.Weights.Loading;

/// <summary>
/// Tells which argument of a declaration differs, from the tensors that do: a rule for each tensor whose size one argument decides. The first rule that
/// applies is told, since what differs early makes what follows differ too.
/// </summary>
internal static partial class KnobGuess
{
    /// <summary>The argument's name, or null where no rule applies.</summary>
    /// <param name="result">What fits and what does not.</param>
    /// <param name="names">The network's names.</param>
    public static string? Of(LoadResult result, IReadOnlyCollection<string> names)
    {
        if (result.IsComplete)
            return null;
        string[] strangers = [.. result.Missing, .. result.Unexpected];
        return names.Any(name => name.StartsWith("features.denseblock", StringComparison.Ordinal)) ? OfDenseNet(result, strangers)
            : names.Any(name => name.StartsWith("layer1.", StringComparison.Ordinal)) ? OfResNet(result, strangers, names)
            : names.Any(name => name.StartsWith("classifier.6", StringComparison.Ordinal)) ? OfVgg(result, strangers)
            : null;
    }

    private static string? OfVgg(LoadResult result, string[] strangers) =>
        strangers.Any(name => name.StartsWith("features.", StringComparison.Ordinal))
            ? result.Missing.Any(IsRunningMean) != result.Unexpected.Any(IsRunningMean) ? "BatchNorm" : "layers"
        : Differs(result, "features.0.weight", 1) ? "InChannels"
        : result.Mismatched.Any(mismatch => mismatch.Name.StartsWith("features.", StringComparison.Ordinal)) ? "layers"
        : Differs(result, "classifier.0.weight", 0) ? "HiddenFeatures"
        : Differs(result, "classifier.0.weight", 1) ? "AvgPoolSize"
        : Differs(result, "classifier.6.weight", 0) ? "NumClasses"
        : null;

    private static string? OfResNet(LoadResult result, string[] strangers, IReadOnlyCollection<string> names) =>
        strangers.Any(name => Conv3().IsMatch(name)) && !result.Loaded.Any(name => Conv3().IsMatch(name)) ? "Block"
        : strangers.Any(name => name.StartsWith("layer", StringComparison.Ordinal) && !name.Contains("downsample", StringComparison.Ordinal)) ? "layers"
        : Differs(result, "conv1.weight", 1) ? "InChannels"
        : Differs(result, "conv1.weight", 2) ? "Stem"
        : Differs(result, "conv1.weight", 0) || strangers.Length > 0 ? "Widths"
        : FirstOf(result, Conv2()) is { } conv2 && names.Any(name => Conv3().IsMatch(name))
            ? conv2.InFile.Shape[0] == conv2.InNetwork.Shape[0] ? "Groups"
            : FirstOf(result, Conv3()) is { } conv3 && conv3.InFile.Shape[0] != conv3.InNetwork.Shape[0] ? "Widths" : "WidthPerGroup"
        : result.Mismatched.Any(mismatch => mismatch.Name.StartsWith("layer", StringComparison.Ordinal)) ? "Widths"
        : Differs(result, "fc.weight", 0) ? "NumClasses"
        : null;

    private static string? OfDenseNet(LoadResult result, string[] strangers) =>
        strangers.Length > 0 ? "layers"
        : Differs(result, "features.conv0.weight", 1) ? "InChannels"
        : Differs(result, "features.conv0.weight", 2) ? "Stem"
        : Differs(result, "features.conv0.weight", 0) ? "NumInitFeatures"
        : Differs(result, "features.denseblock1.denselayer1.conv2.weight", 0) ? "GrowthRate"
        : Differs(result, "features.denseblock1.denselayer1.conv1.weight", 0) ? "BnSize"
        : Differs(result, "features.transition1.conv.weight", 0) ? "Compression"
        : Differs(result, "classifier.weight", 0) && !Differs(result, "classifier.weight", 1) ? "NumClasses"
        : null;

    private static bool Differs(LoadResult result, string name, int dimension) => result.Mismatched.Any(mismatch =>
        mismatch.Name == name
        && mismatch.InFile.Shape.Count == mismatch.InNetwork.Shape.Count
        && dimension < mismatch.InFile.Shape.Count
        && mismatch.InFile.Shape[dimension] != mismatch.InNetwork.Shape[dimension]);

    private static WeightMismatch? FirstOf(LoadResult result, Regex name) => result.Mismatched.FirstOrDefault(mismatch =>
        name.IsMatch(mismatch.Name) && mismatch.InFile.Shape.Count == 4 && mismatch.InNetwork.Shape.Count == 4);

    private static bool IsRunningMean(string name) => name.EndsWith(".running_mean", StringComparison.Ordinal);

    [GeneratedRegex(@"^layer\d+\.\d+\.conv2\.weight$", RegexOptions.None, 1000)]
    private static partial Regex Conv2();

    [GeneratedRegex(@"^layer\d+\.\d+\.conv3\.weight$", RegexOptions.None, 1000)]
    private static partial Regex Conv3();
}
