using NetVariants.Weights.Reading;

namespace NetVariants.Weights.Formats;

/// <summary>A tensor in a file.</summary>
/// <param name="Name">Its name in the state dict.</param>
/// <param name="Type">Its element type.</param>
/// <param name="Layout">Its sizes and strides.</param>
/// <param name="Region">The storage that holds it.</param>
/// <param name="Start">The byte of the storage at which its first element begins.</param>
internal sealed record StoredTensor(string Name, ElementType Type, TensorLayout Layout, FileRegion Region, long Start);
