namespace NetVariants.Data.Codecs;

/// <summary>A part of an image, in pixels.</summary>
internal readonly record struct Box(int Left, int Top, int Width, int Height);
