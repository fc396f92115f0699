using System;
using System.Collections.Generic;
using System.IO;
using NetVariants.Modules;
using static TorchSharp.torch;

namespace NetVariants.Weights;

/// <summary>Writes named tensors that do not belong to a module.</summary>
public static class StateDictFile
{
    /// <summary>Writes named tensors, as <see cref="WeightSavingExtensions.SaveWeights"/> does a module's.</summary>
    /// <param name="path">The file; what it ends with decides on the format.</param>
    /// <param name="tensors">The tensors in the order in which the file is to list them.</param>
    /// <param name="metadata">Texts to write besides the tensors; safetensors alone has room for them.</param>
    /// <exception cref="ArgumentException">The path ends otherwise, two names are equal, or metadata is to go into a PyTorch
    /// file.</exception>
    /// <exception cref="IOException">The file cannot be written; an older one of the name is untouched.</exception>
    public static void Save(
        string path, IReadOnlyList<(string Name, Tensor Tensor)> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
        WeightWriter.Write(path, TensorBytes.Contents(tensors), metadata);
}
