using System;

namespace NetVariants.Core.Families.Shared;

/// <summary>How another library names the tensors of a family's networks.</summary>
/// <param name="Name">The library or the layout: <c>timm</c>.</param>
/// <param name="Map">From a tensor's name in that layout to its name in torchvision's; other names stay.</param>
/// <param name="HasConvolutionsForLinear">Whether it has convolutions over their whole input in place of linear layers: the same numbers in
/// another shape.</param>
public sealed record NameLayout(string Name, Func<string, string> Map, bool HasConvolutionsForLinear = false);
