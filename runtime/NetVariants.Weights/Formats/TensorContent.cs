using System;
using System.IO;

namespace NetVariants.Weights.Formats;

/// <summary>A tensor to write, and what writes its elements in their order.</summary>
internal sealed record TensorContent(WeightEntry Entry, Action<Stream> Write);
