using NetVariants.Core.Graph;

namespace NetVariants.Core.Emission;

/// <summary>Writes a block: a nested class, or a method that returns a <c>Sequential</c> where the block is a plain chain.</summary>
internal static class BlockEmitter
{
    /// <summary>Writes the block.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="block">The block.</param>
    /// <param name="net">Its network.</param>
    /// <exception cref="System.ArgumentException">The block is a chain or a row of layers, with rules of its own.</exception>
    public static void Write(SourceWriter writer, BlockDef block, NetSpec net)
    {
        if ((block.IsChain || block.KeepsFeatures) && block.Init.Count > 0)
        {
            throw new System.ArgumentException(
                "The modules of " + block.Name + " have no fields that a rule could start: give its rules to the network.", nameof(block));
        }

        var init = InitializationEmitter.OfParameters(net.Init);
        var type = new ModuleClass(
            block.Body,
            net.Blocks,
            block.Parameters,
            init.Count == 0 ? block.Init : new EquatableArray<InitRule>([.. block.Init, .. init]));
        if (block.IsChain)
            Method(writer, block, type);
        else
            Class(writer, block, type);
    }

    /// <summary>The parameters of a constructor or method, the device and the element type of a state among them.</summary>
    public static void Parameters(
        SourceWriter writer, ModuleClass type, EquatableArray<BlockParameter> parameters, bool hasDefaults = true)
    {
        writer.Write("(").Indent();
        var isFirst = true;
        foreach (var parameter in parameters)
        {
            var text = parameter.TypeName + " " + parameter.Name;
            if (hasDefaults && parameter.Default is { } defaultValue)
                text += " = " + type.Text(defaultValue, parameter.EnumType);
            Add(text);
        }

        if (type.HasState)
            Add(DeviceAndType.Parameters(writer));
        writer.Outdent().Write(")");

        void Add(string text)
        {
            if (!isFirst)
                writer.Comma(text.Length);
            writer.Write(text);
            isFirst = false;
        }
    }

    /// <summary>The documentation of those parameters.</summary>
    public static void ParameterDocumentation(SourceWriter writer, ModuleClass type, EquatableArray<BlockParameter> parameters)
    {
        foreach (var parameter in parameters)
            writer.Line($"""/// <param name="{parameter.Name}">{parameter.Summary}.</param>""");
        if (type.HasState)
            writer.Lines(DeviceAndType.Documentation);
    }

    private static void Method(SourceWriter writer, BlockDef block, ModuleClass type)
    {
        writer.Summary(block.Summary + ".").Line(EmittedNames.GeneratedCode)
            .Write($"private static {writer.Torch.Sequential} {block.Name}");
        Parameters(writer, type, type.Parameters);
        writer.Line().Open();
        new ConstructorEmitter(writer, type).ReturnChain();
        writer.Close();
    }

    private static void Class(SourceWriter writer, BlockDef block, ModuleClass type)
    {
        var content = block.KeepsFeatures ? new DenseBlockEmitter(writer, block, type)
            : block.IsRecomputed ? new CheckpointedBlockEmitter(writer, block, type)
            : new ModuleClassEmitter(writer, type);
        writer.Summary(block.Summary + ".").Line(EmittedNames.GeneratedCode);
        writer.Line($"public sealed class {block.Name} : {content.BaseClass}").Open();
        content.Fields();

        writer.Summary("Builds the block.");
        ParameterDocumentation(writer, type, type.Parameters);
        writer.Write($"public {block.Name}");
        Parameters(writer, type, type.Parameters);
        writer.Lines($"""

                : base("{block.Name}")
            """).Open();
        content.Construction();
        writer.Close().Line();

        content.ForwardDocumentation();
        content.Forward();
        content.Holders();
        writer.Close();
    }
}
