using NetVariants.Core.Analysis;
using NetVariants.Core.Compilation;
using NetVariants.Core.Declarations;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Emission;

/// <summary>Writes the members of a model class.</summary>
internal sealed class ModelEmitter
{
    private readonly SourceWriter _writer;
    private readonly CompiledVariant _variant;
    private readonly ShapedNet _net;
    private readonly string _className;
    private readonly bool _isUsers;

    private ModelEmitter(SourceWriter writer, CompiledVariant variant, string className, bool isUsers)
    {
        _writer = writer;
        _variant = variant;
        _net = variant.Net!;
        _className = className;
        _isUsers = isUsers;
    }

    /// <summary>Writes what completes a class that the user declares.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="variant">A variant without problems.</param>
    /// <param name="className">The class's name as written in code.</param>
    public static void Write(SourceWriter writer, CompiledVariant variant, string className) =>
        new ModelEmitter(writer, variant, className, isUsers: true).Write(shared: null);

    /// <summary>Writes what stands between the braces of a zoo's class, which is marked as generated.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="variant">A variant without problems.</param>
    /// <param name="shared">For each of its blocks, whether the zoo has it; null where none is shared.</param>
    public static void WriteNested(SourceWriter writer, CompiledVariant variant, bool[]? shared) =>
        new ModelEmitter(writer, variant, variant.Identifier, isUsers: false).Write(shared);

    private void Write(bool[]? shared)
    {
        var net = _net.Spec;
        var type = new ModuleClass(net.Body, net.Blocks, default, InitializationEmitter.OfParameters(net.Init))
        {
            IsModel = true,
            ResultName = _net.Output(0).Layout == Layout.Flat ? "logits" : "features",
        };
        var content = new ModuleClassEmitter(_writer, type, _net);
        Facts();
        content.Fields();
        Constructor(content);
        Factory();

        content.ForwardDocumentation();
        Mark();
        content.Forward();
        content.Holders();
        for (var i = 0; i < net.Blocks.Count; i++)
        {
            if (shared is not null && shared[i])
                continue;
            _writer.Line();
            BlockEmitter.Write(_writer, net.Blocks[i], net);
        }
    }

    /// <summary>Marks a member as generated where its class is not.</summary>
    private void Mark()
    {
        if (_isUsers)
            _writer.Line(EmittedNames.GeneratedCode);
    }

    private void Facts()
    {
        foreach (var constant in ModelConstant.All)
        {
            _writer.Summary(constant.Summary(_net)).Write($"{constant.Declaration} =");
            if (constant.IsText)
                _writer.Literal(constant.Value(_variant), ";").Line();
            else
                _writer.Line($" {constant.Value(_variant)};").Line();
        }

        _writer.Summary("The variant's declaration, counts and sizes.");
        Mark();
        _writer.Lines($$"""
            {{ModelMember.Info.Declaration(_writer, _className)}} { get; } = new {{EmittedNames.VariantInfo}}(
                name: {{CSharpLiteral.Quote(_variant.Declaration.Name!)}}, family: {{CSharpLiteral.Quote(_net.Spec.Family)}},
                Declaration, ParameterCount, Macs, LayerCount, stateBytes: {{_net.StateBytes}},
            """);
        var input = _net.Spec.Input;
        _writer.Indent().Write($"inChannels: {input.Channels}, imageSize: {input.Height}, numClasses: {_net.Output(0).Channels}, ")
            .Write($"smallestImageSize: {_net.ImageRule.Smallest}, ActivationBytes");
        if (_variant.Base is { } origin)
            _writer.Line(",").Write("baseDeclaration:").Literal(DeclarationText.Print(origin.Declaration), ");");
        else
            _writer.Line(");");
        _writer.Outdent().Line();
    }

    private void Constructor(ModuleClassEmitter content)
    {
        var output = _net.Output(0).ToString();
        for (var i = 1; i < _net.Graph.OutputCount; i++)
            output += ", " + _net.Output(i);
        _writer.Summary($"Builds the network with initial weights: {_net.Spec.Input} to {output}.").Lines(DeviceAndType.Documentation);
        Mark();
        _writer.Lines($$"""
            {{ModelMember.Constructor.Declaration(_writer, _className)}}
                : base({{CSharpLiteral.Quote(_className.TrimStart('@'))}})
            {
            """).Indent();
        content.Construction();
        InitializationEmitter.Write(_writer, _net.Spec.Init, _net.Graph);
        _writer.Outdent().Lines("""

                // Records the device for cpu() and cuda().
                if (device != null)
                    _to(device.type, device.index, false);
            }

            """);
    }

    private void Factory()
    {
        _writer.Line($"""/// <inheritdoc cref="{_className}({_writer.Torch.DeviceAndTypeCref})"/>""");
        Mark();
        _writer.Write($"{ModelMember.Create.Declaration(_writer, _className)} =>");
        if (_writer.Fits(" new (device, dtype);".Length + _className.Length))
            _writer.Line($" new {_className}(device, dtype);").Line();
        else
            _writer.Line().Indent().Line($"new {_className}(device, dtype);").Outdent().Line();
    }
}
