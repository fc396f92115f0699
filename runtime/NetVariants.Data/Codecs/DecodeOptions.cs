namespace NetVariants.Data.Codecs;

/// <summary>What a decoder accepts and gives.</summary>
/// <param name="Grayscale">Whether images become grey, as by PIL's <c>convert("L")</c>.</param>
/// <param name="ApplyOrientation">Whether images are turned upright by their EXIF orientation.</param>
/// <param name="MaxPixels">The most pixels that an image may have.</param>
internal readonly record struct DecodeOptions(bool Grayscale, bool ApplyOrientation, long MaxPixels);
