using System;
using NetVariants.Core.Analysis;
using NetVariants.Core.Compilation;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Emission;

/// <summary>A public constant of every model.</summary>
/// <param name="Type">Its type, as C# says it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Summary">Its documentation in a valid model.</param>
/// <param name="Value">Its value in a valid model: a number as C# says it, or a text.</param>
internal sealed record ModelConstant(string Type, string Name, Func<ShapedNet, string> Summary, Func<CompiledVariant, string> Value)
{
    /// <summary>All of them, in the order in which they are written.</summary>
    public static EquatableArray<ModelConstant> All { get; } = EquatableArray<ModelConstant>.Of(
        new("long", "ParameterCount", _ => "The trainable parameters.", variant => Format.Integer(variant.Net!.ParameterCount)),
        new(
            "long",
            "Macs",
            net => HasAttention(net)
                ? "The multiply-accumulates of convolutions, linear layers and attention for one image."
                : "The multiply-accumulates of convolutions and linear layers for one image.",
            variant => Format.Integer(variant.Net!.Macs)),
        new(
            "int",
            "LayerCount",
            _ => "The convolutions and linear layers on the main path.",
            variant => Format.Integer(variant.Net!.LayerCount)),
        new(
            "long",
            "ActivationBytes",
            _ => "The bytes that training keeps for one image.",
            variant => Format.Integer(variant.Net!.ActivationBytes)),
        new(
            "int",
            "FeatureChannels",
            net => IsSequence(net) ? "The channels of the last sequence." : "The channels of the last map.",
            variant => Format.Integer(variant.Net!.Features.Channels)),
        new(
            "int",
            "FeatureSize",
            net => IsSequence(net) ? "The last sequence's length in tokens." : "The last map's side in pixels.",
            variant => Format.Integer(variant.Net!.Features.Height)),
        new(
            "string",
            "Declaration",
            _ => "The variant's attribute in C# syntax, defaults left out.",
            variant => DeclarationText.Print(variant.Declaration)));

    /// <summary>Its declaration without the value.</summary>
    public string Declaration => $"public const {Type} {Name}";

    /// <summary>Whether it is a text.</summary>
    public bool IsText => Type == "string";

    /// <summary>The value in a model that cannot be built.</summary>
    public string InvalidValue => IsText ? "\"\"" : "0";

    private static bool IsSequence(ShapedNet net) => net.Features.Layout == Layout.Tokens;

    private static bool HasAttention(ShapedNet net)
    {
        foreach (var node in net.Graph.Nodes)
        {
            if (node.Op is DotProductAttention)
                return true;
        }

        return false;
    }
}
