using System.Collections.Generic;
using System.Linq;

namespace NetVariants.Weights;

/// <summary>What a load found.</summary>
/// <param name="Loaded">The network's tensors that were filled, or would have been where the load was refused.</param>
/// <param name="Missing">The network's tensors that the file lacks.</param>
/// <param name="Unexpected">The file's tensors that the network lacks.</param>
/// <param name="Mismatched">Tensors that both have, in another shape or type.</param>
/// <param name="Skipped">The network's tensors that <see cref="LoadOptions.Except"/> names.</param>
public sealed record LoadResult(
    IReadOnlyList<string> Loaded,
    IReadOnlyList<string> Missing,
    IReadOnlyList<string> Unexpected,
    IReadOnlyList<WeightMismatch> Mismatched,
    IReadOnlyList<string> Skipped)
{
    /// <summary>Whether file and network fit but for what was skipped.</summary>
    public bool IsComplete => Missing.Count == 0 && Unexpected.Count == 0 && Mismatched.Count == 0;

    /// <summary>
    /// What was found, in a sentence: <c>60 tensors; missing 2 tensors: fc.weight, fc.bias</c>.
    /// </summary>
    public override string ToString()
    {
        return TensorNames.Count(Loaded) + Part("missing", Missing) + Part("unexpected", Unexpected)
            + Part("of another shape or type", [.. Mismatched.Select(mismatch => mismatch.Name)]) + Part("skipped", Skipped);

        static string Part(string what, IReadOnlyList<string> names) =>
            names.Count == 0 ? "" : $"; {what} {TensorNames.Count(names)}: {TensorNames.List(names)}";
    }
}

/// <summary>A tensor that file and network have in different form.</summary>
/// <param name="Name">Its name in the network.</param>
/// <param name="InFile">As it is in the file.</param>
/// <param name="InNetwork">As the network has it.</param>
public sealed record WeightMismatch(string Name, WeightEntry InFile, WeightEntry InNetwork);
