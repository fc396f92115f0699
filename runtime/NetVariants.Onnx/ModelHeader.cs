using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Graph;
using NetVariants.Onnx.Operators;
using Onnx;

namespace NetVariants.Onnx;

/// <summary>An ONNX model around a graph: versions, inputs and outputs, and texts.</summary>
internal static class ModelHeader
{
    private const int IrVersion = 8;

    /// <summary>The model without its constants.</summary>
    public static ModelProto Create(NetworkGraph graph, string name, IReadOnlyDictionary<string, string> metadata)
    {
        ModelProto model = new()
        {
            IrVersion = IrVersion,
            ProducerName = "NetVariants",
            ProducerVersion = OnnxMetadata.LibraryVersion,
            Graph = new GraphProto { Name = name },
        };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = OperatorTable.Opset });
        model.Graph.Node.AddRange(graph.Content.Nodes);
        model.Graph.Input.AddRange(graph.Inputs.Select(Info));
        model.Graph.Output.AddRange(graph.Outputs.Select(Info));
        model.MetadataProps.AddRange(metadata.Select(pair => new StringStringEntryProto { Key = pair.Key, Value = pair.Value }));
        return model;
    }

    private static ValueInfoProto Info(GraphValue value)
    {
        TensorShapeProto shape = new();
        shape.Dim.Add(value.BatchSize is { } batch ? Size(batch) : Free("batch"));
        shape.Dim.AddRange(value.Shape.Layout switch
        {
            Layout.Map => [Size(value.Shape.Channels), .. Sides(value)],
            Layout.Grid => [.. Sides(value), Size(value.Shape.Channels)],
            Layout.Tokens => [value.IsAnySize ? Free($"{value.Name}_length") : Size(value.Shape.Height), Size(value.Shape.Channels)],
            _ => (TensorShapeProto.Types.Dimension[])[Size(value.Shape.Channels)],
        });
        return new ValueInfoProto
        {
            Name = value.Name,
            Type = new TypeProto
            {
                TensorType = new TypeProto.Types.Tensor
                {
                    ElemType = (int)TensorProto.Types.DataType.Float,
                    Shape = shape
                }
            },
        };
    }

    private static IEnumerable<TensorShapeProto.Types.Dimension> Sides(GraphValue value) => value.IsAnySize
        ? [Free($"{value.Name}_height"), Free($"{value.Name}_width")]
        : [Size(value.Shape.Height), Size(value.Shape.Width)];

    private static TensorShapeProto.Types.Dimension Size(long size) => new() { DimValue = size };

    private static TensorShapeProto.Types.Dimension Free(string name) => new() { DimParam = name };
}
