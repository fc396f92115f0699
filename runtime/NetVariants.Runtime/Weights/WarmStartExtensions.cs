using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Core;
using NetVariants.Core.Analysis;
using NetVariants.Core.Compilation;
using NetVariants.Core.Graph;
using NetVariants.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Weights;

/// <summary>What a warm start carried over.</summary>
/// <param name="Copied">The tensors of the network that were filled.</param>
/// <param name="Kept">The tensors of the network that kept their values: the source has none of their name and shape.</param>
/// <param name="CopiedParameters">The number of parameters (elements) that were filled.</param>
/// <param name="Parameters">The number of parameters of the network.</param>
public sealed record WarmStartResult(IReadOnlyList<string> Copied, IReadOnlyList<string> Kept, long CopiedParameters, long Parameters)
{
    /// <summary>The share of the network's parameters that were filled, 0 to 1.</summary>
    public double Share => Parameters == 0 ? 0 : (double)CopiedParameters / Parameters;

    /// <summary>
    /// What was carried over, in a sentence: <c>11,689,512 of 11,779,624 parameters (99.2 %), 122 tensors; 32 tensors kept their values:
    /// layer1.0.se.fc1.weight, …</c>.
    /// </summary>
    public override string ToString() =>
        FormattableString.Invariant($"{CopiedParameters:N0} of {Parameters:N0} parameters ")
        + $"({Format.Share(CopiedParameters, Parameters)}), {TensorNames.Count(Copied)}"
        + (Kept.Count == 0 ? "" : $"; {TensorNames.Count(Kept)} kept their values: {TensorNames.List(Kept)}");
}

/// <summary>
/// Starts a variant from the weights of a network that it was made from: every tensor that both have under one name, in one shape, is
/// copied. What else the variant has keeps its own start.
/// </summary>
public static class WarmStartExtensions
{
    /// <summary>Copies what fits from another network, which is left as it is.</summary>
    /// <exception cref="ArgumentException">Source and network are the same object.</exception>
    public static WarmStartResult WarmStartFrom(this Module module, Module source)
    {
        if (ReferenceEquals(module, source))
            throw new ArgumentException("A network cannot start from itself.", nameof(source));
        LibTorch.EnsureLoaded();
        var theirs = StateDictOrder.Of(source).ToDictionary(pair => pair.Name, pair => pair.Tensor, StringComparer.Ordinal);
        var own = StateDictOrder.Of(module);
        string[] copied = [.. own.Where(
            pair => theirs.TryGetValue(pair.Name, out var tensor)
                && tensor.shape.AsSpan().SequenceEqual(pair.Tensor.shape)).Select(pair => pair.Name)];
        var filled = new HashSet<string>(copied, StringComparer.Ordinal);
        using var noGradients = no_grad();
        foreach (var (name, tensor) in own.Where(pair => filled.Contains(pair.Name)))
            tensor.copy_(theirs[name]);
        return Result(module, own, copied);
    }

    /// <summary>Copies what fits from a weight file.</summary>
    /// <param name="module">The network.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read its names and types; whether it is strict does not matter.</param>
    /// <exception cref="WeightFileException">The file is damaged or foreign. Nothing was changed.</exception>
    public static WarmStartResult WarmStartFrom(this Module module, string path, LoadOptions? options = null)
    {
        var result = module.LoadWeights(path, (options ?? new LoadOptions()) with { Strict = false });
        return Result(module, StateDictOrder.Of(module), [.. result.Loaded]);
    }

    /// <summary>
    /// Starts a variant from its base's weights: copies every tensor that both have under one name, in one shape, which is what the
    /// variant's remarks and <c>Info.DiffFromBase()</c> promise. All or nothing: a file that lacks one of these tensors is refused.
    /// </summary>
    /// <param name="module">A generated model with a <c>Base</c>.</param>
    /// <param name="path">The base's weight file.</param>
    /// <param name="options">How to read its names and types; whether it is strict does not matter.</param>
    /// <exception cref="ArgumentException">The network derives from no base.</exception>
    /// <exception cref="WeightMismatchException">The file is not the base's: something that fits is missing. Nothing was
    /// changed.</exception>
    /// <exception cref="WeightFileException">The file is damaged or foreign. Nothing was changed.</exception>
    public static WarmStartResult LoadFromBase(this Module module, string path, LoadOptions? options = null)
    {
        if (ModuleDeclaration.InfoOf(module) is not { BaseDeclaration: { } origin } info)
            throw new ArgumentException(
                $"{module.GetType().Name} derives from no base: declare it with Base = typeof(…), or call WarmStartFrom.", nameof(module));
        var theirs = Shapes(origin);
        string[] promised = [.. Shapes(info.Declaration)
            .Where(entry => theirs.TryGetValue(entry.Key, out var shape) && shape == entry.Value)
            .Select(entry => entry.Key)];
        var result = WeightLoadingExtensions.Load(module, path, (options ?? new LoadOptions()) with { Strict = false }, promised);
        return Result(module, StateDictOrder.Of(module), [.. result.Loaded]);
    }

    private static Dictionary<string, EquatableArray<long>> Shapes(string declaration) =>
        StateDict.Of(VariantCompiler.Compile(declaration).Net!).ToDictionary(
            entry => entry.Name, entry => entry.Shape, StringComparer.Ordinal);

    private static WarmStartResult Result(Module module, IReadOnlyList<(string Name, Tensor Tensor)> own, string[] copied)
    {
        var filled = new HashSet<string>(copied, StringComparer.Ordinal);
        (string name, long count)[] parameters = [.. module.named_parameters().Select(
            pair => (pair.name, pair.parameter.NumberOfElements))];
        return new WarmStartResult(
            copied,
            [.. own.Select(pair => pair.Name).Where(name => !filled.Contains(name))],
            parameters.Where(parameter => filled.Contains(parameter.name)).Sum(parameter => parameter.count),
            parameters.Sum(parameter => parameter.count));
    }
}
