using System;
using System.Collections.Generic;

namespace NetVariants.Weights;

/// <summary>Named tensors whose elements can be read: those of a <see cref="WeightFile"/>, or of a model in memory.</summary>
public interface IWeightReader
{
    /// <summary>The tensors.</summary>
    IReadOnlyList<WeightEntry> Entries { get; }

    /// <summary>Texts besides the tensors, such as the names of the classes; empty where there are none.</summary>
    IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>
    /// Fills <paramref name="target"/> with bytes of a tensor's elements, little-endian, from the byte <paramref name="start"/> on.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has fewer bytes.</exception>
    /// <exception cref="KeyNotFoundException">There is no tensor of this name.</exception>
    void ReadBytes(string name, Span<byte> target, long start = 0);
}
