using System;
using System.Collections.Generic;
using System.IO;
using NetVariants.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Weights;

/// <summary>Writes weights for PyTorch, for other tools, and for <see cref="WeightLoadingExtensions"/>.</summary>
public static class WeightSavingExtensions
{
    /// <summary>
    /// Writes the module's state in PyTorch's order, under PyTorch's names, atomically: a <c>.safetensors</c> file, or a <c>.pth</c> or
    /// <c>.pt</c> file that <c>torch.load</c> reads as a state dict.
    /// </summary>
    /// <param name="module">The module, on any device.</param>
    /// <param name="path">The file; what it ends with decides on the format.</param>
    /// <param name="metadata">Texts to write besides the tensors; safetensors alone has room for them.</param>
    /// <exception cref="ArgumentException">The path ends otherwise, or metadata is to go into a PyTorch file.</exception>
    /// <exception cref="IOException">The file cannot be written; an older one of the name is untouched.</exception>
    public static void SaveWeights(this Module module, string path, IReadOnlyDictionary<string, string>? metadata = null) =>
        StateDictFile.Save(path, StateDictOrder.Of(module), metadata);
}
