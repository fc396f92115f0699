using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using NetVariants.Core.Families.Shared;

namespace NetVariants.Tool.Networks;

/// <summary>What the documentation of a family's attribute says, for a reader without an editor.</summary>
internal sealed partial class AttributeTexts
{
    private const string Namespace = "NetVariants.";
    private static readonly Lazy<Dictionary<string, XElement>> s_members = new(Read);

    private readonly string _attribute;

    /// <summary>The texts of a family.</summary>
    public AttributeTexts(Family family) => _attribute = $"{Namespace}{family.Attribute}Attribute";

    /// <summary>How its layers are written; empty for a family without a text of layers.</summary>
    public string Layers => s_members.Value
        .Where(member => member.Key.StartsWith($"M:{_attribute}.#ctor(", StringComparison.Ordinal))
        .SelectMany(member => member.Value.Elements("param"))
        .Where(parameter => parameter.Attribute("name")?.Value != "name")
        .Select(TextOf).FirstOrDefault("");

    /// <summary>What an option does; its default stands beside it already.</summary>
    public string Of(string option) => new[] { _attribute, $"{Namespace}VariantAttribute" }
        .Select(type => s_members.Value.GetValueOrDefault($"P:{type}.{option}")?.Element("summary"))
        .OfType<XElement>()
        .Select(summary => PlainDefault().Replace(TextOf(summary), "")).FirstOrDefault("");

    private static Dictionary<string, XElement> Read() => XDocument.Load(Path.Combine(AppContext.BaseDirectory, "NetVariants.xml"))
        .Descendants("member").ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);

    private static string TextOf(XElement element) => Spaces().Replace(string.Concat(element.Nodes().Select(TextOf)), " ").Trim();

    private static string TextOf(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see when see.Attribute("cref") is { } cref => cref.Value[(cref.Value.LastIndexOf('.') + 1)..],
        XElement { Name.LocalName: "see" } see when see.Attribute("langword") is { } word => word.Value,
        XElement { Name.LocalName: "paramref" } parameter => parameter.Attribute("name")!.Value,
        XElement other => TextOf(other),
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    // "Default: 3." and not "Default: 0, which stands for the first stage's width."
    [GeneratedRegex(@" Default: [^,;]*\.$")]
    private static partial Regex PlainDefault();
}
