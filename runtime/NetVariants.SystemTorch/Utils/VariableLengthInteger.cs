using System;
using System.IO;

namespace TorchSharp.Utils;

/// <summary>The unsigned LEB128 numbers of TorchSharp's files: seven bits a byte, the lowest first.</summary>
internal static class VariableLengthInteger
{
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static void Encode(this BinaryWriter writer, long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        writer.Write7BitEncodedInt64(value);
    }

    public static long Decode(this BinaryReader reader) => reader.Read7BitEncodedInt64();
}
