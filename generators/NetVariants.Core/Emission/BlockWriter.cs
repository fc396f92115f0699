using NetVariants.Core.Analysis;
using NetVariants.Core.Ir;
using NetVariants.Core.Text;

namespace NetVariants.Core.Emission;

/// <summary>Writes a block: a nested class, or a method that returns a <c>Sequential</c> where the block is a plain chain.</summary>
internal static class BlockWriter
{
    /// <summary>Writes the block.</summary>
    public static void Write(SourceWriter writer, BlockDef block, EquatableArray<BlockDef> blocks)
    {
        var type = new ModuleClass(block.Body, blocks, block.Parameters);
        if (block.IsChain)
            Method(writer, block, type);
        else
            Class(writer, block, type);
    }

    private static void Method(SourceWriter writer, BlockDef block, ModuleClass type)
    {
        writer.Summary(block.Summary + ".");
        writer.Line(Names.GeneratedCode);
        writer.Write("private static ").Write(Names.Sequential).Write(" ").Write(block.Name);
        Parameters(writer, block);
        writer.Line().Open();
        new SequenceWriter(writer, type).ReturnChain();
        writer.Close();
    }

    private static void Class(SourceWriter writer, BlockDef block, ModuleClass type)
    {
        var content = new ClassWriter(writer, type);
        writer.Summary(block.Summary + ".");
        writer.Line(Names.GeneratedCode);
        writer.Write("public sealed class ").Write(block.Name).Write(" : ").Line(Names.Module).Open();
        content.Fields();

        writer.Summary("Builds the block.");
        foreach (var parameter in block.Parameters)
            writer.Write("/// <param name=\"").Write(parameter.Name).Write("\">").Write(parameter.Summary).Line(".</param>");
        Placement.Documentation(writer);
        writer.Write("public ").Write(block.Name);
        Parameters(writer, block);
        writer.Line().Indent().Write(": base(").Write(CSharpLiteral.Quote(block.Name)).Line(")").Outdent().Open();
        content.Construction();
        writer.Close().Line();

        writer.Line("/// <inheritdoc/>");
        content.Forward();
        writer.Close();
    }

    private static void Parameters(SourceWriter writer, BlockDef block)
    {
        writer.Write("(");
        foreach (var parameter in block.Parameters)
        {
            writer.Write(parameter.IsFlag ? "bool " : "long ").Write(parameter.Name);
            if (parameter.Default is { } usual)
                writer.Write(" = ").Write(!parameter.IsFlag ? OpText.Plain(usual) : usual == 0 ? "false" : "true");
            writer.Write(", ");
        }

        Placement.Parameters(writer).Write(")");
    }
}
