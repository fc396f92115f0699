using System.Text.Json.Serialization;

namespace NetVariants.Tool.Diagnosis;

/// <summary>What the two processes of <c>doctor</c> say to each other.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TorchProbe))]
internal sealed partial class ProbeJson : JsonSerializerContext;
