using NetVariants.Data.Codecs;
namespace NetVariants.Data.Transforms;

/// <summary>What is cut out of an image: a part, resized, and of the result what is wanted.</summary>
/// <param name="Part">The part, in the image's pixels.</param>
/// <param name="Width">The part's new width.</param>
/// <param name="Height">Its new height.</param>
/// <param name="View">What is wanted of the resized part.</param>
internal readonly record struct Framing(Box Part, int Width, int Height, Box View);
