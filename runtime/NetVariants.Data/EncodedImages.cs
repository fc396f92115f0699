using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using NetVariants.Data.Codecs;

namespace NetVariants.Data;

/// <summary>The bytes of image files (JPEG, PNG, WebP, GIF, BMP), as a server receives them, for prediction: their label is 0.</summary>
public sealed class EncodedImages : IImageSource
{
    private readonly IReadOnlyList<ReadOnlyMemory<byte>> _files;
    private readonly ImageTransform _transform;
    private readonly ImageFolderOptions _options;

    /// <summary>Takes files; they are decoded when they are read.</summary>
    /// <param name="files">The bytes of each file.</param>
    /// <param name="transform">How images become inputs.</param>
    /// <param name="options">How files are decoded: <see cref="ImageFolderOptions.MaxPixels"/> bounds the memory for one.</param>
    /// <exception cref="ArgumentException">The normalization has another number of channels.</exception>
    public EncodedImages(IReadOnlyList<ReadOnlyMemory<byte>> files, ImageTransform transform, ImageFolderOptions? options = null)
    {
        (_files, _transform, _options) = (files, transform, options ?? new ImageFolderOptions());
        Shape = new ImageShape(_options.ChannelsOf(nameof(options)), transform.Size, transform.Size);
    }

    /// <inheritdoc/>
    public int Count => _files.Count;

    /// <inheritdoc/>
    public ImageShape Shape { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes { get; } = ["unknown"];

    /// <inheritdoc/>
    public Normalization Normalization => _options.Normalization;

    /// <inheritdoc/>
    public int LabelOf(int index) => 0;

    /// <inheritdoc/>
    /// <exception cref="ImageFileException">The bytes are damaged, of too many pixels, or not an image that is supported.</exception>
    /// <exception cref="MissingLibraryException">SkiaSharp's native library cannot be loaded.</exception>
    public void Read(int index, RandomStream random, Span<byte> pixels)
    {
        try
        {
            // The decoder may change them.
            var file = _files[index].ToArray();
            using var image = ImageFile.Decode(
                file, _options.Decoding, (width, height) => _transform.Request(width, height, random, _options.ScaledDecoding));
            _transform.Apply(image, random, Shape.Channels, pixels);
        }
        catch (Exception error) when (error is FormatException or IOException or NotSupportedException or ArgumentException)
        {
            throw new ImageFileException(string.Create(CultureInfo.InvariantCulture, $"image {index}"), error.Message, error);
        }
    }
}
