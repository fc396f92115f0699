using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using NetVariants.Weights.Loading;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Weights;

/// <summary>Loads weights into networks, and says exactly what does not fit.</summary>
public static class WeightLoading
{
    // A message names a few; the result has all.
    private const int Named = 4;

    /// <summary>
    /// Fills the module's state from a safetensors file or one that PyTorch saved, all or nothing: names, shapes, types and sizes are compared, and the
    /// file read once in whole, before the first tensor is changed. Elements then go straight into the tensors' memory.
    /// </summary>
    /// <param name="module">The module, on any device.</param>
    /// <param name="path">The file; its content decides on the format.</param>
    /// <param name="options">What to forgive; nothing when null.</param>
    /// <returns>What was loaded and what was not.</returns>
    /// <exception cref="WeightMismatchException">The file does not fit. Nothing was changed.</exception>
    /// <exception cref="WeightFileException">The file is damaged or foreign. Nothing was changed.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static LoadResult LoadWeights(this Module module, string path, LoadOptions? options = null)
    {
        options ??= new LoadOptions();
        using WeightFile file = WeightFile.Open(path, options.Key);
        IReadOnlyList<(string Name, Tensor Tensor)> state = StateDictOrder.Of(module);
        LoadPlan plan = LoadPlan.Make(file, state, options);
        if (options.Strict && !plan.Result.IsComplete)
            throw new WeightMismatchException(Explain(path, module, state, plan.Result), plan.Result);
        plan.Carry();
        return plan.Result;
    }

    private static string Explain(string path, Module module, IReadOnlyList<(string Name, Tensor Tensor)> state, LoadResult result)
    {
        string network = module.GetName();
        StringBuilder text = new($"'{path}' does not fit {network}");
        string separator = ": ";
        foreach (WeightMismatch mismatch in result.Mismatched.Take(Named))
            Say(Difference(mismatch, network));
        if (result.Mismatched.Count > Named)
            Say($"{result.Mismatched.Count - Named} more differ");
        if (result.Missing.Count > 0)
            Say($"{Names(result.Missing)} missing in the file");
        if (result.Unexpected.Count > 0)
            Say($"{Names(result.Unexpected)} not expected by the network");
        string[] names = [.. state.Select(pair => pair.Name)];
        if (Remedy(result) is { } remedy)
            Say(remedy);
        else if (KnobGuess.Of(result, names) is { } knob)
            Say($"{knob} differs");
        return text.Append('.').ToString();

        void Say(string part)
        {
            text.Append(separator).Append(part);
            separator = "; ";
        }
    }

    private static string Difference(WeightMismatch mismatch, string network) =>
        mismatch.InFile.Shape.SequenceEqual(mismatch.InNetwork.Shape)
            ? $"'{mismatch.Name}' is {ScalarTypes.NameOf(mismatch.InFile.Type)} in the file, {ScalarTypes.NameOf(mismatch.InNetwork.Type)} in {network}"
            : $"'{mismatch.Name}' is {ShapeText.Of(mismatch.InFile.Shape)} in the file, {ShapeText.Of(mismatch.InNetwork.Shape)} in {network}";

    private static string? Remedy(LoadResult result) =>
        NameMapping.Remedy([.. result.Unexpected], [.. result.Missing])
        ?? (result.Missing.Count == 0 && result.Unexpected.Count == 0 && result.Mismatched.All(mismatch => mismatch.InFile.Shape.SequenceEqual(mismatch.InNetwork.Shape))
            ? "set ConvertTypes = true to convert the elements"
            : null);

    private static string Names(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(Named).Select(name => $"'{name}'")) + (names.Count > Named ? $" and {names.Count - Named} more are" : names.Count == 1 ? " is" : " are");
}
