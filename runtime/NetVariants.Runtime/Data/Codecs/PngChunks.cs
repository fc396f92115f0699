using System;
using System.Buffers.Binary;

namespace NetVariants.Data.Codecs;

/// <summary>Where a PNG's chunks of interest are.</summary>
/// <param name="Gamma">The whole chunk of the gamma; empty where there is none.</param>
/// <param name="Exif">EXIF's TIFF; empty where there is none.</param>
internal readonly record struct PngChunks(Range Gamma, Range Exif)
{
    // A chunk is its length, its name, so many bytes and a checksum.
    private const int Overhead = 12;
    private const int FirstChunk = 8;

    /// <summary>Whether there is a gamma.</summary>
    public bool HasGamma => !Gamma.Equals(default);

    /// <summary>Finds the chunks of a file, which may be damaged.</summary>
    public static PngChunks Of(ReadOnlySpan<byte> file)
    {
        Range gamma = default, exif = 0..0;
        for (int i = FirstChunk; i + Overhead <= file.Length;)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(file[i..]);
            if (length > file.Length - i - Overhead)
                break;
            ReadOnlySpan<byte> name = file.Slice(i + 4, 4);
            int end = i + Overhead + (int)length;
            if (name.SequenceEqual("gAMA"u8))
                gamma = i..end;
            else if (name.SequenceEqual("eXIf"u8))
                exif = (i + 8)..(end - 4);
            i = end;
        }

        return new PngChunks(gamma, exif);
    }

    /// <summary>Copies a file but for its gamma: libpng would change the pixels by it, and PIL does not.</summary>
    /// <returns>The number of bytes copied.</returns>
    public int CopyWithoutGamma(ReadOnlySpan<byte> file, Span<byte> target)
    {
        file[..Gamma.Start.Value].CopyTo(target);
        file[Gamma.End.Value..].CopyTo(target[Gamma.Start.Value..]);
        return file.Length - (Gamma.End.Value - Gamma.Start.Value);
    }
}
