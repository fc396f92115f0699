using System;
using System.Buffers.Binary;
using System.IO;
using NetVariants.Data;

namespace NetVariants.Tests;

/// <summary>A small data set of Fashion-MNIST's form: brighter images have higher labels.</summary>
internal static class SmallFashionMnist
{
    /// <summary>Writes 5,400 training images, of which the samples hold 5,000 back, and 100 test images.</summary>
    public static void Write(TemporaryFolder folder)
    {
        WritePart(folder, "train", 5_400);
        WritePart(folder, "t10k", 100);
    }

    private static void WritePart(TemporaryFolder folder, string part, int count)
    {
        var random = new RandomStream(count);
        var images = new byte[16 + (count * 784)];
        var labels = new byte[8 + count];
        WriteHeader(images, 3, count, 28, 28);
        WriteHeader(labels, 1, count);
        for (var i = 0; i < count; i++)
        {
            labels[8 + i] = (byte)random.Next(10);
            images.AsSpan(16 + (i * 784), 784).Fill((byte)((labels[8 + i] * 20) + random.Next(20)));
        }

        File.WriteAllBytes(folder.File($"{part}-images-idx3-ubyte"), images);
        File.WriteAllBytes(folder.File($"{part}-labels-idx1-ubyte"), labels);
    }

    private static void WriteHeader(byte[] file, byte rank, params ReadOnlySpan<int> dimensions)
    {
        (file[2], file[3]) = (8, rank);
        for (var i = 0; i < dimensions.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4 + (4 * i)), dimensions[i]);
    }
}
