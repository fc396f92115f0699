using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using System.Linq;

namespace NetVariants.Data;

/// <summary>
/// Bytes with a shape, as the MNIST family of data sets stores them: two zero bytes, the type code 8 (unsigned byte), the number of
/// dimensions, each dimension as a big-endian 32-bit number, then the values. A file that ends in <c>.gz</c> is decompressed.
/// </summary>
/// <param name="Dimensions">The shape, outermost first: <c>[N, height, width]</c> for images, <c>[N]</c> for labels.</param>
/// <param name="Values">The values, row by row.</param>
public sealed record IdxFile(int[] Dimensions, byte[] Values)
{
    private const byte UnsignedByte = 8;

    /// <summary>Reads a file that has to have <paramref name="rank"/> dimensions.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is not IDX, damaged, cut short or of another rank; the message names the file and
    /// the reason.</exception>
    public static IdxFile Read(string path, int rank)
    {
        using var file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
            ? new GZipStream(file, CompressionMode.Decompress)
            : file;
        try
        {
            return Read(stream, rank);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw new InvalidDataException($"'{path}' is not the IDX file expected: {error.Message}", error);
        }
    }

    private static IdxFile Read(Stream stream, int rank)
    {
        Span<byte> word = stackalloc byte[4];
        stream.ReadExactly(word);
        if (word[0] != 0 || word[1] != 0)
            throw new InvalidDataException($"it starts with the bytes {word[0]:x2} {word[1]:x2} instead of 00 00.");
        if (word[2] != UnsignedByte)
            throw new InvalidDataException($"its values have type code {word[2]}, only {UnsignedByte} (unsigned byte) is supported.");
        if (word[3] != rank)
            throw new InvalidDataException($"it has {word[3]} dimensions instead of {rank}.");
        var dimensions = new int[rank];
        foreach (ref var dimension in dimensions.AsSpan())
        {
            stream.ReadExactly(word);
            dimension = BinaryPrimitives.ReadInt32BigEndian(word);
        }

        var values = new byte[Length(dimensions)];
        var read = stream.ReadAtLeast(values, values.Length, throwOnEndOfStream: false);
        if (read < values.Length)
            throw new InvalidDataException($"it ends after {read} of {values.Length} values.");
        if (stream.ReadByte() >= 0)
            throw new InvalidDataException($"it continues after its {values.Length} values.");
        return new IdxFile(dimensions, values);
    }

    private static int Length(int[] dimensions)
    {
        var length = dimensions.Aggregate(
            1L, (product, dimension) => dimension < 0 || product > Array.MaxLength ? long.MaxValue : product * dimension);
        return length <= Array.MaxLength
            ? (int)length
            : throw new InvalidDataException($"its dimensions {string.Join('×', dimensions)} are beyond what fits into memory.");
    }
}
