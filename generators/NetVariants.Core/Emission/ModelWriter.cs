using NetVariants.Core.Analysis;
using NetVariants.Core.Declarations;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Emission;

/// <summary>Writes the members of a model class.</summary>
internal sealed class ModelWriter
{
    private readonly SourceWriter _writer;
    private readonly CompiledVariant _variant;
    private readonly ShapedNet _net;
    private readonly string _className;

    private ModelWriter(SourceWriter writer, CompiledVariant variant, string className)
    {
        _writer = writer;
        _variant = variant;
        _net = variant.Net!;
        _className = className;
    }

    /// <summary>Writes what stands between the class's braces.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="variant">A variant without problems.</param>
    /// <param name="className">The class's name as written in code.</param>
    /// <param name="shared">For each of its blocks, whether the zoo has it; null where none is shared.</param>
    public static void Write(SourceWriter writer, CompiledVariant variant, string className, bool[]? shared = null)
    {
        var model = new ModelWriter(writer, variant, className);
        var content = new ClassWriter(writer, new ModuleClass(model._net.Spec.Body, model._net.Spec.Blocks, default, InitialisationWriter.OfParameters(model._net.Spec.Init)), model._net);
        model.Facts();
        content.Fields();
        model.Constructor(content);
        model.Factory();

        writer.Line("/// <inheritdoc/>");
        writer.Line(Names.GeneratedCode);
        content.Forward();
        content.Holders();
        for (var i = 0; i < model._net.Spec.Blocks.Count; i++)
        {
            if (shared is not null && shared[i])
                continue;
            writer.Line();
            BlockWriter.Write(writer, model._net.Spec.Blocks[i], model._net.Spec);
        }
    }

    private void Facts()
    {
        _writer.Summary("The trainable parameters.");
        _writer.Write("public const long ParameterCount = ").Write(_net.ParameterCount).Line(";").Line();
        _writer.Summary("The multiply-accumulates of convolutions and linear layers for one image.");
        _writer.Write("public const long Macs = ").Write(_net.Macs).Line(";").Line();
        _writer.Summary("The convolutions and linear layers on the longest path.");
        _writer.Write("public const int LayerCount = ").Write(_net.LayerCount).Line(";").Line();

        _writer.Summary("The bytes that training keeps for one image.");
        _writer.Write("public const long ActivationBytes = ").Write(_net.ActivationBytes).Line(";").Line();
        _writer.Summary("The channels of the last map.");
        _writer.Write("public const int FeatureChannels = ").Write(_net.Features.Channels).Line(";").Line();
        _writer.Summary("The last map's side in pixels.");
        _writer.Write("public const int FeatureSize = ").Write(_net.Features.Height).Line(";").Line();
        _writer.Summary("The variant's attribute in C# syntax, defaults left out.");
        _writer.Write("public const string Declaration = ").Verbatim(CSharpLiteral.Quote(DeclarationText.Print(_variant.Declaration))).Line(";").Line();

        _writer.Summary("The variant's declaration, counts and sizes.");
        _writer.Write("public static ").Write(Names.VariantInfo).Write(" Info { get; } = new ").Write(Names.VariantInfo).Line("(").Indent();
        _writer.Write("name: ").Verbatim(CSharpLiteral.Quote(_variant.Declaration.Name!)).Line(",");
        _writer.Write("family: ").Verbatim(CSharpLiteral.Quote(_net.Spec.Family)).Line(",");
        _writer.Write("Declaration, ParameterCount, Macs, LayerCount, stateBytes: ").Write(_net.StateBytes).Line(",");
        _writer.Write("inChannels: ").Write(_net.Spec.Input.Channels).Write(", imageSize: ").Write(_net.Spec.Input.Height);
        _writer.Write(", numClasses: ").Write(_net.Output(0).Channels);
        _writer.Write(", smallestImageSize: ").Write(_net.ImageRule.Smallest).Write(", ActivationBytes");
        if (_variant.Base is { } origin)
            _writer.Line(",").Write("baseDeclaration: ").Verbatim(CSharpLiteral.Quote(DeclarationText.Print(origin.Declaration)));
        _writer.Line(");").Outdent().Line();
    }

    private void Constructor(ClassWriter content)
    {
        _writer.Summary("Builds the network with initial weights.");
        Placement.Documentation(_writer);
        _writer.Line(Names.GeneratedCode);
        _writer.Write("public ").Write(_className).Write("(");
        Placement.Parameters(_writer).Line(")");
        _writer.Indent().Write(": base(").Write(CSharpLiteral.Quote(_className.TrimStart('@'))).Line(")").Outdent().Open();
        content.Construction();
        InitialisationWriter.Write(_writer, _net.Spec.Init);

        _writer.Line();
        _writer.Line("// Layers created with a device do not record it; _to() does, so that a later cpu() or cuda() moves them.");
        _writer.Line("if (device != null)").Indent().Line("_to(device.type, device.index, false);").Outdent();
        _writer.Close().Line();
    }

    private void Factory()
    {
        var output = _net.Output(0).ToString();
        for (var i = 1; i < _net.Graph.OutputCount; i++)
            output += ", " + _net.Output(i);
        _writer.Summary("Builds the network with initial weights: " + _net.Spec.Input + " to " + output + ".");
        Placement.Documentation(_writer);
        _writer.Write("public static ").Write(_className).Write(" Create(");
        Placement.Parameters(_writer).Write(") => new ").Write(_className).Line("(device, dtype);").Line();
    }
}
