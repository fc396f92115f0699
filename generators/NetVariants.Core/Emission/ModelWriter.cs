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
        var net = model._net.Spec;
        var type = new ModuleClass(net.Body, net.Blocks, default, InitialisationWriter.OfParameters(net.Init))
        {
            ResultName = model._net.Output(0).Layout == Layout.Flat ? "logits" : null,
        };
        var content = new ClassWriter(writer, type, model._net);
        model.Facts();
        content.Fields();
        model.Constructor(content);
        model.Factory();

        writer.Lines($"""
            /// <inheritdoc/>
            {Names.GeneratedCode}
            """);
        content.Forward();
        content.Holders();
        for (var i = 0; i < net.Blocks.Count; i++)
        {
            if (shared is not null && shared[i])
                continue;
            writer.Line();
            BlockWriter.Write(writer, net.Blocks[i], net);
        }
    }

    private void Facts() => _writer.Lines($$"""
        /// <summary>The trainable parameters.</summary>
        public const long ParameterCount = {{_net.ParameterCount}};

        /// <summary>The multiply-accumulates of convolutions and linear layers for one image.</summary>
        public const long Macs = {{_net.Macs}};

        /// <summary>The convolutions and linear layers on the longest path.</summary>
        public const int LayerCount = {{_net.LayerCount}};

        /// <summary>The bytes that training keeps for one image.</summary>
        public const long ActivationBytes = {{_net.ActivationBytes}};

        /// <summary>The channels of the last map.</summary>
        public const int FeatureChannels = {{_net.Features.Channels}};

        /// <summary>The last map's side in pixels.</summary>
        public const int FeatureSize = {{_net.Features.Height}};

        /// <summary>The variant's attribute in C# syntax, defaults left out.</summary>
        public const string Declaration = {{CSharpLiteral.Quote(DeclarationText.Print(_variant.Declaration))}};

        /// <summary>The variant's declaration, counts and sizes.</summary>
        public static {{Names.VariantInfo}} Info { get; } = new {{Names.VariantInfo}}(
            name: {{CSharpLiteral.Quote(_variant.Declaration.Name!)}},
            family: {{CSharpLiteral.Quote(_net.Spec.Family)}},
            Declaration, ParameterCount, Macs, LayerCount, stateBytes: {{_net.StateBytes}},
            inChannels: {{_net.Spec.Input.Channels}}, imageSize: {{_net.Spec.Input.Height}}, numClasses: {{_net.Output(0).Channels}},
            smallestImageSize: {{_net.ImageRule.Smallest}}, ActivationBytes{{Base}});

        """);

    /// <summary>The last argument of a variant that derives from another one.</summary>
    private string Base => _variant.Base is { } origin
        ? ", baseDeclaration: " + CSharpLiteral.Quote(DeclarationText.Print(origin.Declaration))
        : "";

    private void Constructor(ClassWriter content)
    {
        _writer.Summary("Builds the network with initial weights.").Lines(Placement.Documentation).Lines($$"""
            {{Names.GeneratedCode}}
            public {{_className}}({{Placement.Parameters(_writer)}})
                : base({{CSharpLiteral.Quote(_className.TrimStart('@'))}})
            {
            """).Indent();
        content.Construction();
        InitialisationWriter.Write(_writer, _net.Spec.Init, _net.Graph);
        _writer.Outdent().Lines("""

                // Layers created with a device do not record it; _to() does, so that a later cpu() or cuda() moves them.
                if (device != null)
                    _to(device.type, device.index, false);
            }

            """);
    }

    private void Factory()
    {
        var output = _net.Output(0).ToString();
        for (var i = 1; i < _net.Graph.OutputCount; i++)
            output += ", " + _net.Output(i);
        _writer.Summary($"Builds the network with initial weights: {_net.Spec.Input} to {output}.");
        _writer.Lines(Placement.Documentation).Lines($"""
            public static {_className} Create({Placement.Parameters(_writer)}) => new {_className}(device, dtype);

            """);
    }
}
