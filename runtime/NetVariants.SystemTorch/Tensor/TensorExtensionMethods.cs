using System;
using System.Collections.Generic;
using System.Numerics;

namespace TorchSharp;

/// <summary>A tensor's single element as a .NET number, and .NET numbers as tensors.</summary>
public static partial class TensorExtensionMethods
{
    public static byte ToByte(this torch.Tensor value) => value.ToScalar().ToByte();
    public static sbyte ToSByte(this torch.Tensor value) => value.ToScalar().ToSByte();
    public static short ToInt16(this torch.Tensor value) => value.ToScalar().ToInt16();
    public static int ToInt32(this torch.Tensor value) => value.ToScalar().ToInt32();
    public static long ToInt64(this torch.Tensor value) => value.ToScalar().ToInt64();
    public static Half ToHalf(this torch.Tensor value) => value.ToScalar().ToHalf();
    public static float ToSingle(this torch.Tensor value) => value.ToScalar().ToSingle();
    public static double ToDouble(this torch.Tensor value) => value.ToScalar().ToDouble();
    public static bool ToBoolean(this torch.Tensor value) => value.ToScalar().ToBoolean();
    public static (float Real, float Imaginary) ToComplex32(this torch.Tensor value) => value.ToScalar().ToComplexFloat32();
    public static (float Real, float Imaginary) ToComplexFloat32(this torch.Tensor value) => value.ToScalar().ToComplexFloat32();
    public static Complex ToComplex64(this torch.Tensor value) => value.ToScalar().ToComplexFloat64();
    public static Complex ToComplexFloat64(this torch.Tensor value) => value.ToScalar().ToComplexFloat64();

    /// <exception cref="NotSupportedException">No tensor has elements of this type.</exception>
    public static torch.Tensor ToTensor<T>(this T scalar, torch.Device? device = null, bool requires_grad = false)
        where T : struct => torch.FromArray(new[] { scalar }, [], copy: true, null, device, requires_grad, null);

    /// <summary>A tensor over an array's elements; without <paramref name="doCopy"/> it shares them.</summary>
    public static torch.Tensor ToTensor<T>(this T[] rawArray, long[] dimensions, bool doCopy = false, bool requires_grad = false) =>
        torch.FromArray(rawArray, dimensions, doCopy, null, torch.CPU, requires_grad, null);

    public static ReadOnlySpan<int> IntShape(this torch.Tensor tensor) => Array.ConvertAll(tensor.shape, extent => (int)extent);

    /// <summary>The product of the extents.</summary>
    public static long TotalSize(this IEnumerable<long> shape)
    {
        var product = 1L;
        foreach (var extent in shape) product *= extent;
        return product;
    }
}
