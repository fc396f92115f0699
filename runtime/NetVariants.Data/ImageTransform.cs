using System;
using System.Buffers;
using System.Globalization;
using NetVariants.Data.Codecs;
using NetVariants.Data.Transforms;

namespace NetVariants.Data;

/// <summary>
/// From a decoded image to a network's input of fixed size, with torchvision's arithmetic and defaults. Random choices come from the
/// stream of (seed, epoch, index); normalization follows on the device.
/// </summary>
public abstract record ImageTransform
{
    private protected ImageTransform(int size) =>
        Size = size >= 1 ? size : throw new ArgumentOutOfRangeException(nameof(size), size, "The size has to be 1 or more.");

    /// <summary>The side in pixels of the result.</summary>
    public int Size { get; }

    /// <summary>All that decides the result, the same in every culture.</summary>
    internal abstract string Description { get; }

    /// <summary>Makes the input of an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="random">Where random choices come from.</param>
    /// <param name="pixels">The result, bytes <c>[Size, Size, 3]</c>.</param>
    internal void Apply(DecodedImage image, RandomStream random, Span<byte> pixels)
    {
        var framing = Frame(image.FullWidth, image.FullHeight, ref random);
        Resampling.Resize(image, framing, pixels);
        Change(pixels, ref random);
    }

    /// <summary>Makes the input of an image, channel by channel.</summary>
    /// <param name="image">The image; its three colours are equal where one channel is wanted.</param>
    /// <param name="random">Where random choices come from.</param>
    /// <param name="channels">1 or 3.</param>
    /// <param name="pixels">The result, bytes <c>[channels, Size, Size]</c>.</param>
    internal void Apply(DecodedImage image, RandomStream random, int channels, Span<byte> pixels)
    {
        var size = Size * Size;
        var buffer = ArrayPool<byte>.Shared.Rent(3 * size);
        try
        {
            var rows = buffer.AsSpan(0, 3 * size);
            Apply(image, random, rows);
            for (var channel = 0; channel < channels; channel++)
            {
                var plane = pixels.Slice(channel * size, size);
                for (int i = 0, p = channel; i < plane.Length; i++, p += 3)
                    plane[i] = rows[p];
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>What of an image has to be decoded.</summary>
    /// <param name="width">The image's width.</param>
    /// <param name="height">Its height.</param>
    /// <param name="random">Where random choices come from.</param>
    /// <param name="scaled">Whether it may be reduced: the rest is still resized to a quarter or less, which hides how it was
    /// reduced.</param>
    internal DecodeRequest Request(int width, int height, RandomStream random, bool scaled)
    {
        const int Margin = 4;
        var framing = Frame(width, height, ref random);
        var shrink = Math.Min(framing.Part.Width / framing.Width, framing.Part.Height / framing.Height);
        var reduction = !scaled ? 1 : shrink >= 4 * Margin ? 4 : shrink >= 2 * Margin ? 2 : 1;
        var (reducedWidth, reducedHeight) = (DecodeRequest.Reduced(width, reduction), DecodeRequest.Reduced(height, reduction));
        return new DecodeRequest(reduction, Resampling.Region(framing, reduction, reducedWidth, reducedHeight));
    }

    /// <summary>What is cut out of an image of this size.</summary>
    private protected abstract Framing Frame(int width, int height, ref RandomStream random);

    /// <summary>Changes what was cut out, in place.</summary>
    private protected virtual void Change(Span<byte> pixels, ref RandomStream random)
    {
    }
}

/// <summary>
/// For validation and test: the shorter side resized, then the middle cut out (torchvision's <c>Resize</c> with antialiasing and
/// <c>CenterCrop</c>).
/// </summary>
public sealed record EvaluationTransform : ImageTransform
{
    /// <summary>Makes the transform.</summary>
    /// <param name="size">The side of the result.</param>
    /// <param name="resize">The shorter side after resizing, at least <paramref name="size"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is too small.</exception>
    public EvaluationTransform(int size = 224, int resize = 256)
        : base(size) =>
        Resize = resize >= size
            ? resize
            : throw new ArgumentOutOfRangeException(nameof(resize), resize, $"It has to be {size} or more, the size that is cut out.");

    /// <summary>The shorter side after resizing.</summary>
    public int Resize { get; }

    internal override string Description => $"evaluation {Size} {Resize}";

    private protected override Framing Frame(int width, int height, ref RandomStream random)
    {
        var (newWidth, newHeight) = width <= height
            ? (Resize, (int)((long)Resize * height / width))
            : ((int)((long)Resize * width / height), Resize);
        // Python rounds halves to even.
        var middle = new Box((int)Math.Round((newWidth - Size) / 2.0), (int)Math.Round((newHeight - Size) / 2.0), Size, Size);
        return new Framing(new Box(0, 0, width, height), newWidth, newHeight, middle);
    }
}

/// <summary>
/// For training: a random part resized, flipped half of the times (torchvision's <c>RandomResizedCrop</c> and <c>RandomHorizontalFlip</c>),
/// and by choice colour jitter and random erasing.
/// </summary>
public sealed record TrainingTransform : ImageTransform
{
    private const int Tries = 10;

    /// <summary>Makes the transform.</summary>
    /// <param name="size">The side of the result.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is below 1.</exception>
    public TrainingTransform(int size = 224)
        : base(size)
    {
    }

    /// <summary>The least and the largest share of the image's area.</summary>
    public (double Least, double Most) Scale { get; init; } = (0.08, 1);

    /// <summary>The least and the largest ratio of width to height.</summary>
    public (double Least, double Most) Ratio { get; init; } = (3.0 / 4, 4.0 / 3);

    /// <summary>The probability of a flip from left to right.</summary>
    public double FlipProbability { get; init; } = 0.5;

    /// <summary>Random changes of colour; null for none.</summary>
    public ColorJitter? Jitter { get; init; }

    /// <summary>The probability that a random rectangle is erased.</summary>
    public double RandomErasing { get; init; }

    /// <summary>What is put where something is erased; when null, the bytes that normalization takes to zero, or nearest to it.</summary>
    public (byte Red, byte Green, byte Blue)? Erased { get; init; }

    internal override string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"training {Size} {Scale.Least} {Scale.Most} {Ratio.Least} {Ratio.Most} {FlipProbability} {Jitter?.Brightness} "
            + $"{Jitter?.Contrast} {Jitter?.Saturation} {Jitter?.Hue} "
            + $"{RandomErasing} {Erased?.Red} {Erased?.Green} {Erased?.Blue}");

    private protected override Framing Frame(int width, int height, ref RandomStream random) =>
        new(Part(width, height, ref random), Size, Size, new Box(0, 0, Size, Size));

    private protected override void Change(Span<byte> pixels, ref RandomStream random)
    {
        if (random.NextUnit() < FlipProbability)
            Mirror(pixels);
        Jitter?.Apply(pixels, ref random);
        if (RandomErasing > 0 && random.NextUnit() < RandomErasing)
            Erase(pixels, ref random);
    }

    /// <summary>A part of random area and shape; after ten that do not fit, the largest one in the middle.</summary>
    internal Box Part(int width, int height, ref RandomStream random)
    {
        var area = (double)width * height;
        for (var i = 0; i < Tries; i++)
        {
            var wanted = area * random.Between(Scale.Least, Scale.Most);
            var ratio = Math.Exp(random.Between(Math.Log(Ratio.Least), Math.Log(Ratio.Most)));
            var (w, h) = ((int)Math.Round(Math.Sqrt(wanted * ratio)), (int)Math.Round(Math.Sqrt(wanted / ratio)));
            if (w is > 0 && w <= width && h is > 0 && h <= height)
                return new Box(random.Next(width - w + 1), random.Next(height - h + 1), w, h);
        }

        var own = (double)width / height;
        var (partWidth, partHeight) = own < Ratio.Least ? (width, (int)Math.Round(width / Ratio.Least))
            : own > Ratio.Most ? ((int)Math.Round(height * Ratio.Most), height)
            : (width, height);
        return new Box((width - partWidth) / 2, (height - partHeight) / 2, partWidth, partHeight);
    }

    /// <summary>Exchanges left and right.</summary>
    internal void Mirror(Span<byte> pixels)
    {
        for (var y = 0; y < Size; y++)
        {
            var row = pixels.Slice(y * Size * 3, Size * 3);
            for (int left = 0, right = row.Length - 3; left < right; left += 3, right -= 3)
            {
                (row[left], row[right]) = (row[right], row[left]);
                (row[left + 1], row[right + 1]) = (row[right + 1], row[left + 1]);
                (row[left + 2], row[right + 2]) = (row[right + 2], row[left + 2]);
            }
        }
    }

    /// <summary>torchvision's RandomErasing: 2 % to 33 % of the area, of a ratio from 0.3 to 3.3.</summary>
    private void Erase(Span<byte> pixels, ref RandomStream random)
    {
        for (var i = 0; i < Tries; i++)
        {
            var wanted = Size * Size * random.Between(0.02, 0.33);
            var ratio = Math.Exp(random.Between(Math.Log(0.3), Math.Log(3.3)));
            var (h, w) = ((int)Math.Round(Math.Sqrt(wanted * ratio)), (int)Math.Round(Math.Sqrt(wanted / ratio)));
            if (h >= Size || w >= Size)
                continue;
            (byte, byte, byte) erased = Erased ?? default;
            var (top, left) = (random.Next(Size - h + 1), random.Next(Size - w + 1));
            for (var y = top; y < top + h; y++)
            {
                for (var x = left; x < left + w; x++)
                    (pixels[((y * Size) + x) * 3], pixels[(((y * Size) + x) * 3) + 1], pixels[(((y * Size) + x) * 3) + 2]) = erased;
            }

            return;
        }
    }
}
