using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using NetVariants.Data.Codecs;

namespace NetVariants.Data;

/// <summary>
/// Images in a folder with one sub-folder a class (torchvision's <c>ImageFolder</c>): JPEG, PNG, WebP, GIF and BMP files at any depth below
/// it. Classes are sorted by their names' code points, so that labels are the same everywhere.
/// </summary>
public sealed class ImageFolder : IImageSource
{
    private readonly IReadOnlyList<(string Path, int Label)> _files;
    private readonly ImageTransform _transform;
    private readonly ImageFolderOptions _options;
    private readonly ConcurrentDictionary<string, string> _damaged = new(StringComparer.Ordinal);

    private ImageFolder(
        IReadOnlyList<(string Path, int Label)> files, IReadOnlyList<string> classes, ImageTransform transform, ImageFolderOptions options)
    {
        (_files, Classes, _options) = (files, classes, options);
        _transform = transform is TrainingTransform { Erased: null } training
            ? training with { Erased = options.Normalization.Zero }
            : transform;
        Shape = new ImageShape(options.ChannelsOf(nameof(options)), transform.Size, transform.Size);
    }

    /// <inheritdoc/>
    public int Count => _files.Count;

    /// <inheritdoc/>
    public ImageShape Shape { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes { get; }

    /// <inheritdoc/>
    public Normalization Normalization => _options.Normalization;

    /// <inheritdoc/>
    public EvaluationTransform? Evaluation => _transform as EvaluationTransform;

    /// <summary>The files that were left out, or have been replaced so far, because they cannot be decoded; each with the reason.</summary>
    public IReadOnlyDictionary<string, string> Damaged => _damaged;

    /// <summary>
    /// Files of the folder that are not read since they have no image's extension or lie next to the class folders; hidden ones are not
    /// counted. <see cref="ImageFolderOptions.Warn"/> receives them. After <see cref="ImageFolders.Split"/> the training part has them.
    /// </summary>
    public SkippedFiles Skipped { get; private init; } = new();

    /// <summary>Opens a folder of class folders; images are decoded when they are read.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="transform">How images become inputs.</param>
    /// <param name="options">How files are read.</param>
    /// <param name="cancellation">Ends the search for damaged files, where they are left out.</param>
    /// <exception cref="ArgumentException">The normalization has another number of channels.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be listed.</exception>
    /// <exception cref="InvalidDataException">It has no class folders, or one without images, or without one that is whole where damaged
    /// ones are left out.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was signalled.</exception>
    public static ImageFolder Open(
        string folder, ImageTransform transform, ImageFolderOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new ImageFolderOptions();
        return From(folder, ClassFolder.In(folder, options, out var skipped), transform, options, skipped, cancellation);
    }

    /// <summary>Opens single files, for prediction: their label is 0.</summary>
    /// <param name="files">The files.</param>
    /// <param name="transform">How images become inputs.</param>
    /// <param name="options">How files are read.</param>
    public static ImageFolder OfFiles(IReadOnlyList<string> files, ImageTransform transform, ImageFolderOptions? options = null) =>
        new([.. files.Select(file => (file, 0))], ["unknown"], transform, options ?? new ImageFolderOptions());

    /// <summary>The images of some classes, without those that cannot be decoded where the options say so.</summary>
    internal static ImageFolder From(
        string folder,
        IReadOnlyList<ClassFolder> found,
        ImageTransform transform,
        ImageFolderOptions options,
        SkippedFiles skipped,
        CancellationToken cancellation,
        bool needsEveryClass = true)
    {
        (string Path, int Label)[] files = [.. found.SelectMany((one, label) => one.Files.Select(file => (file, label)))];
        string[] classes = [.. found.Select(one => one.Name)];
        if (options.Damaged != OnCorruptImage.Skip)
            return new ImageFolder(files, classes, transform, options) { Skipped = skipped };
        var reasons = WhyDamaged(files, options, cancellation);
        var whole = new ImageFolder([.. files.Where((_, i) => reasons[i] is null)], classes, transform, options) { Skipped = skipped };
        foreach (var (i, reason) in reasons.Index().Where(found => found.Item is not null))
            whole._damaged[files[i].Path] = reason!;
        foreach (var label in Enumerable.Range(0, classes.Length).Except(whole._files.Select(file => file.Label)))
        {
            if (needsEveryClass && files.FirstOrDefault(file => file.Label == label).Path is { } path)
                throw new InvalidDataException(
                    $"No image of the class '{classes[label]}' in '{folder}' can be decoded: not '{path}' ({whole._damaged[path]}), "
                        + "nor another.");
        }

        return whole;
    }

    /// <summary>For each file the reason why it cannot be decoded; null where it can.</summary>
    private static string?[] WhyDamaged(
        IReadOnlyList<(string Path, int Label)> files, ImageFolderOptions options, CancellationToken cancellation)
    {
        var reasons = new string?[files.Count];
        var parallel = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
        try
        {
            Parallel.For(0, files.Count, parallel, i =>
            {
                try
                {
                    // What is compressed has to be read whole for the smallest image too.
                    ImageFile.Decode(
                        files[i].Path,
                        options.Decoding,
                        static (width, height) => DecodeRequest.Whole(width, height, reduction: 8)).Dispose();
                }
                catch (ImageFileException error)
                {
                    reasons[i] = error.Reason;
                }
            });
        }
        catch (AggregateException errors)
        {
            // Such as a missing library, on each thread.
            ExceptionDispatchInfo.Throw(errors.InnerExceptions[0]);
        }

        return reasons;
    }

    /// <summary>
    /// Of the transform, all files' names and sizes, and the first 16 KiB of at most a thousand of them: the work of a moment for ten
    /// thousand files.
    /// </summary>
    public string Fingerprint => field ??= FileFingerprint.Compute(_files, Preparation);

    /// <summary>What else decides the pixels, the same in every culture.</summary>
    private string Preparation =>
        $"{_transform.Description} {_options.ApplyOrientation} {_options.ScaledDecoding} {_options.Damaged} {_options.MaxPixels}";

    /// <inheritdoc/>
    public int LabelOf(int index) => _files[index].Label;

    /// <summary>The file of image <paramref name="index"/>.</summary>
    public string PathOf(int index) => _files[index].Path;

    /// <inheritdoc/>
    /// <exception cref="ImageFileException">The file cannot be decoded, and damaged ones are fatal, or none of its class is
    /// whole.</exception>
    /// <exception cref="MissingLibraryException">SkiaSharp's native library cannot be loaded.</exception>
    public void Read(int index, RandomStream random, Span<byte> pixels)
    {
        using var image = Decode(index, random);
        _transform.Apply(image, random, Shape.Channels, pixels);
    }

    /// <summary>Decodes an image: the next whole one of its class where it is damaged and is to be replaced.</summary>
    private DecodedImage Decode(int index, RandomStream random)
    {
        DecodeRequest Request(int width, int height) => _transform.Request(width, height, random, _options.ScaledDecoding);
        for (var i = 0; ; i++)
        {
            var (path, label) = _files[(index + i) % _files.Count];
            if (label != _files[index].Label)
                continue;
            try
            {
                return ImageFile.Decode(path, _options.Decoding, Request);
            }
            catch (ImageFileException error) when (_options.Damaged == OnCorruptImage.Replace && HasNext(index, i))
            {
                _damaged[path] = error.Reason;
            }
            catch (ImageFileException error) when (_options.Damaged == OnCorruptImage.Fail)
            {
                throw new ImageFileException(
                    path, error.Reason, error, " Remove it, or leave damaged files out (Damaged = OnCorruptImage.Skip; --skip-damaged).");
            }
        }
    }

    /// <summary>
    /// Whether another image of the class follows the one <paramref name="steps"/> behind <paramref name="index"/>, before that one comes
    /// again.
    /// </summary>
    private bool HasNext(int index, int steps)
    {
        for (var i = steps + 1; i < _files.Count; i++)
        {
            if (_files[(index + i) % _files.Count].Label == _files[index].Label)
                return true;
        }

        return false;
    }
}
