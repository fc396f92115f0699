using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Google.Protobuf;
using NetVariants.Files;
using Onnx;

namespace NetVariants.Onnx.Graphs;

/// <summary>Writes a graph as an ONNX file, and its constants next to it where one file would be too large.</summary>
internal static class ModelFile
{
    /// <summary>The most bytes of constants in the file itself: a protobuf message ends at 2 GiB, and the nodes have to fit too.</summary>
    public const long InlineLimit = int.MaxValue - (64L << 20);

    // Readers map parts of the file into memory.
    private const int Alignment = 4096;

    /// <summary>The bytes of constants.</summary>
    public static long SizeOf(IEnumerable<OnnxConstant> constants) => constants.Sum(constant => (long)constant.Bytes.Length);

    /// <summary>Writes a model without constants with those of a graph, atomically.</summary>
    /// <param name="path">The file.</param>
    /// <param name="model">The model with nodes, inputs and outputs.</param>
    /// <param name="constants">The constants.</param>
    /// <param name="external">Whether constants go into <c>{path}.data</c>; null for where they have to.</param>
    /// <param name="inlineLimit">The most bytes that stay in the file when <paramref name="external"/> is null.</param>
    /// <exception cref="IOException">A file cannot be written; an older one of the name is untouched.</exception>
    public static void Write(
        string path, ModelProto model, IReadOnlyList<OnnxConstant> constants, bool? external, long inlineLimit)
    {
        if (external ?? SizeOf(constants) > inlineLimit)
        {
            var data = path + ".data";
            AtomicFile.Write(data, stream => model.Graph.Initializer.AddRange(WriteData(stream, Path.GetFileName(data), constants)));
        }
        else
        {
            model.Graph.Initializer.AddRange(constants.Select(constant =>
            {
                var tensor = Declared(constant);
                tensor.RawData = UnsafeByteOperations.UnsafeWrap(constant.Bytes);
                return tensor;
            }));
        }

        AtomicFile.Write(path, model.WriteTo);
    }

    private static List<TensorProto> WriteData(Stream stream, string file, IReadOnlyList<OnnxConstant> constants)
    {
        List<TensorProto> tensors = [];
        foreach (var constant in constants)
        {
            var tensor = Declared(constant);
            tensors.Add(tensor);
            if (IsSmall(constant))
            {
                // Shapes and the like are read before files are opened.
                tensor.RawData = UnsafeByteOperations.UnsafeWrap(constant.Bytes);
                continue;
            }

            var start = (stream.Position + Alignment - 1) / Alignment * Alignment;
            stream.Write(new byte[start - stream.Position]);
            stream.Write(constant.Bytes.Span);
            tensor.DataLocation = TensorProto.Types.DataLocation.External;
            foreach ((var key, var value) in ((string, string)[])[("location", file), ("offset", Text(start)),
                ("length", Text(constant.Bytes.Length))])
                tensor.ExternalData.Add(new StringStringEntryProto { Key = key, Value = value });
        }

        return tensors;
    }

    private static bool IsSmall(OnnxConstant constant) => constant.Bytes.Length < 1024;

    private static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static TensorProto Declared(OnnxConstant constant)
    {
        TensorProto tensor = new() { Name = constant.Name, DataType = (int)constant.Type };
        tensor.Dims.AddRange(constant.Shape);
        return tensor;
    }
}
