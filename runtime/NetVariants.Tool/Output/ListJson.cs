using System.Collections.Generic;

namespace NetVariants.Tool.Output;

/// <summary>What <c>list</c> prints.</summary>
internal sealed record ListJson(IReadOnlyList<KnownNetworkJson> Networks, IReadOnlyList<FamilyJson> Families);

/// <summary>A network of NetVariants.Models.</summary>
internal sealed record KnownNetworkJson(
    string Name, string Family, string Class, string Declaration, long ParameterCount, long Macs, int LayerCount, long ActivationBytes);

/// <summary>A family of networks, and how its layers are written.</summary>
internal sealed record FamilyJson(string Name, string Attribute, string Layers, IReadOnlyList<OptionJson> Options);

/// <summary>An option of a family, its default as C# says it, and what it does.</summary>
internal sealed record OptionJson(string Name, string Default, string Values, string Text);
