using System.Text.Json.Serialization;

namespace NetVariants.Onnx;

/// <summary>The lists in an ONNX file's texts, read and written without reflection: a program compiled ahead of time has none.</summary>
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(double[]))]
[JsonSerializable(typeof(int[]))]
internal sealed partial class MetadataJson : JsonSerializerContext;
