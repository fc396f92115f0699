namespace NetVariants.Data.Codecs;

/// <summary>By how much a decoder may reduce a picture that is made smaller afterwards anyway: 1, 2, 4 or 8 along either side.</summary>
/// <param name="width">The picture's width as it will be looked at, upright where pictures are turned.</param>
/// <param name="height">Its height.</param>
internal delegate int Reduction(int width, int height);
