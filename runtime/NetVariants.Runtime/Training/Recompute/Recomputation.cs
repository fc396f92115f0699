using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Analysis;
using NetVariants.Core.Compilation;
using NetVariants.Modules;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Training.Recompute;

/// <summary>
/// Lets parts of a network compute again in the backward pass what they would keep for it, until it is disposed. Hooks at the first and the
/// last module of a part do it: the network's class and its state dict are as ever.
/// </summary>
internal sealed class Recomputation : IDisposable
{
    private readonly List<RecomputedModules> _parts = [];
    private Tensor? _gradient;

    private Recomputation()
    {
    }

    /// <summary>Called when a part was computed again, before its backward pass: for tests.</summary>
    internal static Action? Repeated { get; set; }

    /// <summary>Begins to recompute what its declaration's <see cref="RecomputePlan"/> says.</summary>
    /// <param name="model">The network, on the device on which it trains.</param>
    /// <exception cref="ArgumentException">No declaration says what the network consists of.</exception>
    public static Recomputation Begin(Module model) => ModuleDeclaration.InfoOf(model) is { } info
        ? Begin(model, PlanOf(info).Parts)
        : throw new ArgumentException(
            $"{model.GetType().Name} is not generated from a declaration, so its blocks are not known: leave Recompute off.",
            nameof(model));

    /// <summary>Begins to recompute some parts of a network.</summary>
    public static Recomputation Begin(Module model, IEnumerable<RecomputedPart> parts)
    {
        var recomputation = new Recomputation();
        var modules = model.named_modules().ToDictionary(pair => pair.name, pair => pair.module, StringComparer.Ordinal);
        foreach (var part in parts)
        {
            // A module that was replaced by one of another kind is computed once, as it is.
            var found = part.Modules.Select(modules.GetValueOrDefault).OfType<Module<Tensor, Tensor>>().ToArray();
            if (found.Length == part.Modules.Count)
                recomputation._parts.Add(new RecomputedModules(recomputation, found));
        }

        return recomputation;
    }

    /// <summary>The plan of a network's declaration.</summary>
    public static RecomputePlan PlanOf(VariantInfo network) => RecomputePlan.Of(VariantCompiler.Compile(network.Declaration).Net!);

    /// <summary>Forgets what a pass that failed has left.</summary>
    public void Reset()
    {
        Return(null);
        foreach (var part in _parts)
            part.Reset();
    }

    public void Dispose()
    {
        Reset();
        foreach (var part in _parts)
            part.Dispose();
    }

    /// <summary>Hands a gradient to libtorch, which has its own reference once it asks for the next.</summary>
    public Tensor? Return(Tensor? gradient)
    {
        _gradient?.Dispose();
        return _gradient = gradient;
    }
}
