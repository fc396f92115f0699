using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetVariants.Data.Codecs;

namespace NetVariants.Data;

/// <summary>
/// Images in a folder with one sub-folder a class (torchvision's <c>ImageFolder</c>): JPEG and PNG files at any depth below it. Classes are sorted by their
/// names' code points, so that labels are the same everywhere.
/// </summary>
public sealed class ImageFolder : IImageSource
{
    private readonly IReadOnlyList<(string Path, int Label)> _files;
    private readonly ImageTransform _transform;
    private readonly ImageFolderOptions _options;
    private readonly ConcurrentDictionary<string, string> _damaged = new(StringComparer.Ordinal);

    internal ImageFolder(IReadOnlyList<(string Path, int Label)> files, IReadOnlyList<string> classes, ImageTransform transform, ImageFolderOptions options)
    {
        (_files, Classes, _transform, _options) = (files, classes, transform, options);
        Shape = new ImageShape(3, transform.Size, transform.Size);
    }

    /// <inheritdoc/>
    public int Count => _files.Count;

    /// <inheritdoc/>
    public ImageShape Shape { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes { get; }

    /// <inheritdoc/>
    public Normalization Normalization => _options.Normalization;

    /// <summary>The files that could not be decoded so far, each with the reason.</summary>
    public IReadOnlyDictionary<string, string> Damaged => _damaged;

    /// <summary>Opens a folder of class folders; images are decoded when they are read.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="transform">How images become inputs.</param>
    /// <param name="options">How files are read.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">It has no class folders, or one without images.</exception>
    public static ImageFolder Open(string folder, ImageTransform transform, ImageFolderOptions? options = null)
    {
        options ??= new ImageFolderOptions();
        ClassFolder[] classes = ClassFolder.In(folder, options);
        return new ImageFolder([.. classes.SelectMany((found, label) => found.Files.Select(file => (file, label)))], [.. classes.Select(found => found.Name)], transform, options);
    }

    /// <summary>Opens single files, for prediction: their label is 0.</summary>
    /// <param name="files">The files.</param>
    /// <param name="transform">How images become inputs.</param>
    /// <param name="options">How files are read.</param>
    public static ImageFolder OfFiles(IReadOnlyList<string> files, ImageTransform transform, ImageFolderOptions? options = null) =>
        new([.. files.Select(file => (file, 0))], ["unknown"], transform, options ?? new ImageFolderOptions());

    /// <inheritdoc/>
    public int LabelOf(int index) => _files[index].Label;

    /// <summary>The file of image <paramref name="index"/>.</summary>
    public string PathOf(int index) => _files[index].Path;

    /// <inheritdoc/>
    /// <exception cref="ImageFileException">The file cannot be decoded, and damaged ones are fatal, or none of its class is whole.</exception>
    public void Read(int index, RandomStream random, Span<byte> pixels)
    {
        using DecodedImage image = Decode(index);
        int size = _transform.Size * _transform.Size;
        byte[] buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(3 * size);
        try
        {
            Span<byte> rows = buffer.AsSpan(0, 3 * size);
            _transform.Apply(image, random, rows);
            // From pixel by pixel to channel by channel.
            Span<byte> red = pixels[..size], green = pixels.Slice(size, size), blue = pixels.Slice(2 * size, size);
            for (int i = 0, p = 0; i < red.Length; i++, p += 3)
                (red[i], green[i], blue[i]) = (rows[p], rows[p + 1], rows[p + 2]);
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The picture of an image as the files have it: of the next whole one of its class where it is damaged and that is not fatal.</summary>
    private DecodedImage Decode(int index)
    {
        for (int i = 0; ; i++)
        {
            (string path, int label) = _files[(index + i) % _files.Count];
            if (label != _files[index].Label)
                continue;
            try
            {
                return ImageFile.Decode(path, _options);
            }
            catch (ImageFileException error) when (!_options.FailOnDamaged && i < _files.Count - 1)
            {
                _damaged[path] = error.Reason;
            }
        }
    }
}
