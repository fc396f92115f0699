using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetVariants.Core.Families;
using NetVariants.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Weights;

/// <summary>Loads weights into networks, and says exactly what does not fit.</summary>
public static class WeightLoadingExtensions
{
    /// <summary>
    /// Fills the module's state from a safetensors file or one that PyTorch saved, all or nothing: names, shapes, types and sizes are
    /// compared, and the file read once in whole, before the first tensor is changed. Elements then go straight into the tensors' memory.
    /// </summary>
    /// <param name="module">The module, on any device.</param>
    /// <param name="path">The file; its content decides on the format.</param>
    /// <param name="options">Which mismatches to tolerate; none when null.</param>
    /// <returns>What was loaded and what was not.</returns>
    /// <exception cref="WeightMismatchException">The file does not fit, or without <see cref="LoadOptions.Strict"/> none of it does.
    /// Nothing was changed.</exception>
    /// <exception cref="WeightFileException">The file is damaged or foreign. Nothing was changed.</exception>
    /// <exception cref="ArgumentException"><see cref="LoadOptions.Layout"/> is not one of the network's family.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static LoadResult LoadWeights(this Module module, string path, LoadOptions? options = null) =>
        Load(module, path, options ?? new LoadOptions(), []);

    /// <summary>Loads weights.</summary>
    /// <param name="module">The module.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">Which mismatches to tolerate.</param>
    /// <param name="required">The network's tensors that the file has to fill in any case, but for those that the options leave
    /// out.</param>
    internal static LoadResult Load(Module module, string path, LoadOptions options, IReadOnlyCollection<string> required)
    {
        LibTorch.EnsureLoaded();
        options = WithFamily(module, options);
        using var file = WeightFile.Open(path, options.Key);
        var state = StateDictOrder.Of(module);
        var plan = LoadPlan.Make(file, state, options);
        // Not strictly too, a file of which nothing fits is not this network's.
        var fitsNothing = plan.Result.Loaded.Count == 0 && plan.Result.Skipped.Count < state.Count;
        var lacksRequired = required.Except(plan.Result.Loaded).Except(plan.Result.Skipped).Any();
        if (fitsNothing || lacksRequired || (options.Strict && !plan.Result.IsComplete))
            throw new WeightMismatchException(MismatchText.Explain(file, module, state, options, plan.Result), plan.Result);
        plan.Apply();
        return plan.Result;
    }

    /// <summary>The options with the family of a generated network.</summary>
    internal static LoadOptions WithFamily(Module module, LoadOptions options) =>
        options with { Family = ModuleDeclaration.Find(module) is { } declaration ? FamilyTable.Find(declaration.Attribute) : null };
}
