using System;

namespace NetVariants.Weights;

/// <summary>A tensor to write.</summary>
/// <param name="Entry">Its name, element type and sizes.</param>
/// <param name="Bytes">Its elements in their order, the last dimension fastest, little-endian.</param>
public sealed record WeightData(WeightEntry Entry, ReadOnlyMemory<byte> Bytes);
