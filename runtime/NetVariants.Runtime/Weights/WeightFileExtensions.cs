using System;
using System.Collections.Generic;
using NetVariants.Modules;
using TorchSharp;
using static TorchSharp.torch;

namespace NetVariants.Weights;

/// <summary>Reads the tensors of a <see cref="WeightFile"/>.</summary>
public static class WeightFileExtensions
{
    // A span ends at 2 GiB: larger tensors are read in parts.
    private const long Part = 1 << 30;

    /// <summary>Reads a tensor: a new one on the CPU, which belongs to the calling thread's dispose scope.</summary>
    /// <exception cref="KeyNotFoundException">The file has no tensor of this name.</exception>
    /// <exception cref="WeightFileException">Its bytes cannot be read.</exception>
    /// <exception cref="LibTorchException">libtorch does not load.</exception>
    public static Tensor Read(this WeightFile file, string name)
    {
        LibTorch.EnsureLoaded();
        return file.ReadWithTorchLoaded(name);
    }

    /// <summary><see cref="Read"/> where tensors exist already.</summary>
    internal static Tensor ReadWithTorchLoaded(this WeightFile file, string name)
    {
        var entry = file.Entry(name);
        var tensor = empty([.. entry.Shape], entry.Type.ToScalarType());
        try
        {
            Fill(file, name, tensor);
            return tensor;
        }
        catch
        {
            tensor.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Reads a tensor into <paramref name="target"/>, which has its shape; another element type or device is converted to.
    /// </summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="KeyNotFoundException">The file has no tensor of this name.</exception>
    /// <exception cref="WeightFileException">Its bytes cannot be read.</exception>
    public static void CopyTo(this WeightFile file, string name, Tensor target)
    {
        var entry = file.Entry(name);
        if (!target.shape.AsSpan().SequenceEqual([.. entry.Shape]))
            throw new ArgumentException(
                $"'{name}' is {ShapeText.Of(entry.Shape)} in the file, the target is {ShapeText.Of(target.shape)}.", nameof(target));
        file.Load(name, target);
    }

    /// <summary>TorchSharp's name of an element type.</summary>
    public static ScalarType ToScalarType(this ElementType type) => ScalarTypes.ToScalarType(type);

    /// <summary>Reads a tensor's elements into a target of as many, in their order.</summary>
    internal static void Load(this WeightFile file, string name, Tensor target)
    {
        if (target.dtype == file.Entry(name).Type.ToScalarType() && target.device_type == DeviceType.CPU && target.is_contiguous())
        {
            Fill(file, name, target);
            return;
        }

        using var noGradients = no_grad();
        using var staged = file.ReadWithTorchLoaded(name);
        using var shaped = staged.view(target.shape);
        target.copy_(shaped);
    }

    /// <summary>Reads an entry's elements into a contiguous tensor of its type and size on the CPU.</summary>
    private static void Fill(WeightFile file, string name, Tensor target)
    {
        var size = target.ElementSize;
        if (target.NumberOfElements * size <= Part)
        {
            if (target.NumberOfElements > 0)
                file.ReadBytes(name, target.bytes);
            GC.KeepAlive(target);
            return;
        }

        using var flat = target.view(-1);
        var elements = Part / size;
        for (long done = 0; done < flat.NumberOfElements; done += elements)
        {
            using var part = flat.narrow(0, done, Math.Min(elements, flat.NumberOfElements - done));
            file.ReadBytes(name, part.bytes, done * size);
        }
    }
}
