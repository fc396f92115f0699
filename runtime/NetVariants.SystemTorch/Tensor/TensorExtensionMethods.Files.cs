using System;
using System.IO;
using TorchSharp.Utils;

namespace TorchSharp;

// TorchSharp's format of a tensor: type, number of dimensions, extents as LEB128, then the elements' bytes in row-major order.
public static partial class TensorExtensionMethods
{
    public static void Save(this torch.Tensor tensor, BinaryWriter writer)
    {
        using var host = tensor.cpu();
        using var dense = host.contiguous();
        writer.Encode((int)tensor.dtype);
        writer.Encode(tensor.Dimensions);
        foreach (var extent in tensor.shape) writer.Encode(extent);
        writer.Flush();
        dense.WriteBytesToStream(writer.BaseStream);
    }

    /// <summary>Writes the tensor and closes the stream.</summary>
    public static void Save(this torch.Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream);
        tensor.Save(writer);
    }

    public static void Save(this torch.Tensor tensor, string location) => tensor.Save(File.Create(location));

    /// <summary>Reads a tensor's elements into this one.</summary>
    /// <param name="tensor">Where to.</param>
    /// <param name="reader">Where from.</param>
    /// <param name="skip">Whether to pass over the elements instead.</param>
    /// <exception cref="ArgumentException">The type or the shape is another.</exception>
    public static void Load(this torch.Tensor tensor, BinaryReader reader, bool skip = false)
    {
        var (type, shape) = Header(reader);
        if (type != tensor.dtype)
        {
            throw new ArgumentException(
                "Mismatched tensor data types while loading. Make sure that the model you are loading into is exactly the same as the origin.");
        }

        Read(tensor, shape, reader, skip);
    }

    public static torch.Tensor Load(BinaryReader reader, bool skip = false)
    {
        torch.Tensor? tensor = null;
        Load(ref tensor, reader, skip);
        return tensor!;
    }

    /// <summary>As the other overload, making the tensor where it is null.</summary>
    public static void Load(ref torch.Tensor? tensor, BinaryReader reader, bool skip = false)
    {
        var (type, shape) = Header(reader);
        tensor ??= torch.zeros(shape, type);
        Read(tensor, shape, reader, skip);
    }

    private static (torch.ScalarType Type, long[] Shape) Header(BinaryReader reader)
    {
        var type = (torch.ScalarType)reader.Decode();
        var shape = new long[reader.Decode()];
        for (var d = 0; d < shape.Length; d++) shape[d] = reader.Decode();
        return (type, shape);
    }

    private static void Read(torch.Tensor tensor, long[] shape, BinaryReader reader, bool skip)
    {
        if (skip)
        {
            reader.BaseStream.Seek(shape.TotalSize() * tensor.ElementSize, SeekOrigin.Current);
            return;
        }

        if (!shape.AsSpan().SequenceEqual(tensor.shape))
        {
            throw new ArgumentException(
                "Mismatched tensor shape while loading. Make sure that the model you are loading into is exactly the same as the origin.");
        }

        using var noGradient = torch.no_grad();
        if (tensor.device_type == DeviceType.CPU && tensor.is_contiguous())
        {
            tensor.ReadBytesFromStream(reader.BaseStream);
            return;
        }

        using var host = torch.empty(shape, tensor.dtype, torch.CPU);
        host.ReadBytesFromStream(reader.BaseStream);
        tensor.copy_(host);
    }
}
