using System;
using System.Numerics;

namespace TorchSharp;

/// <summary>Conversions between numbers and scalars; to an integer, a real number loses its fraction.</summary>
public static partial class ScalarExtensionMethods
{
    public static Scalar ToScalar(this byte value) => value;
    public static Scalar ToScalar(this sbyte value) => value;
    public static Scalar ToScalar(this short value) => value;
    public static Scalar ToScalar(this int value) => value;
    public static Scalar ToScalar(this long value) => value;
    public static Scalar ToScalar(this Half value) => value;
    public static Scalar ToScalar(this float value) => value;
    public static Scalar ToScalar(this double value) => value;
    public static Scalar ToScalar(this bool value) => value;
    public static Scalar ToScalar(this (float, float) value) => value;
    public static Scalar ToScalar(this Complex value) => value;

    /// <summary>The nearest number of type BFloat16.</summary>
    public static Scalar ToBFloat16Scalar(this float value)
    {
        // Its bits are the upper half of a float's; rounding is to even.
        var bits = BitConverter.SingleToUInt32Bits(value);
        if (!float.IsNaN(value)) bits += 0x7FFF + ((bits >> 16) & 1);
        return BitConverter.UInt32BitsToSingle(bits & 0xFFFF0000);
    }

    public static byte ToByte(this Scalar value) => unchecked((byte)value.Integer);
    public static sbyte ToSByte(this Scalar value) => unchecked((sbyte)value.Integer);
    public static short ToInt16(this Scalar value) => unchecked((short)value.Integer);
    public static int ToInt32(this Scalar value) => unchecked((int)value.Integer);
    public static long ToInt64(this Scalar value) => value.Integer;
    public static Half ToHalf(this Scalar value) => (Half)value.Real;
    public static float ToSingle(this Scalar value) => (float)value.Real;
    public static double ToDouble(this Scalar value) => value.Real;
    public static bool ToBoolean(this Scalar value) => value.Complex != Complex.Zero;
    public static (float Real, float Imaginary) ToComplexFloat32(this Scalar value) => ((float)value.Complex.Real, (float)value.Complex.Imaginary);
    public static Complex ToComplexFloat64(this Scalar value) => value.Complex;
}
