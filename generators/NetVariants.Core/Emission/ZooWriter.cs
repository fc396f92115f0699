using System.Collections.Generic;
using NetVariants.Core.Declarations;

namespace NetVariants.Core.Emission;

/// <summary>Writes the members of a zoo: a nested class for each variant, the list of all, and the factory by name.</summary>
internal static class ZooWriter
{
    /// <summary>Writes what stands between the class's braces.</summary>
    public static void Write(SourceWriter writer, TargetType target, EquatableArray<EmittedVariant> variants)
    {
        var declared = new HashSet<string>(target.Declared);
        if (!declared.Contains(MemberNames.All))
            All(writer, variants);
        if (!declared.Contains(MemberNames.CreateByName))
            Create(writer, variants);

        var shared = SharedBlocks.Of(writer, target.Name, variants, declared);
        for (var i = 0; i < variants.Count; i++)
        {
            writer.Line();
            Nested(writer, variants[i], shared.OfVariant(i));
        }

        shared.Write(writer);
    }

    private static void All(SourceWriter writer, EquatableArray<EmittedVariant> variants)
    {
        const string List = "global::System.Collections.Generic.IReadOnlyList<" + Names.VariantInfo + ">";
        writer.Summary("The variants in the order of their declaration.");
        writer.Line(Names.GeneratedCode);
        writer.Write("public static ").Write(List).Line(" All { get; } = global::System.Array.AsReadOnly(").Indent();
        writer.Write("new ").Write(Names.VariantInfo).Line("[]").Open();
        foreach (var variant in variants)
        {
            if (variant is EmittedVariant.Sound sound)
                writer.Write(sound.Variant.Identifier).Line(".Info,");
        }

        writer.Outdent().Line("});").Outdent().Line();
    }

    private static void Create(SourceWriter writer, EquatableArray<EmittedVariant> variants)
    {
        writer.Summary("Builds the variant of the given name with initial weights.");
        writer.Line("/// <param name=\"name\">The variant's name as declared.</param>");
        Placement.Documentation(writer);
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">There is no such variant; the message lists the names.</exception>");
        writer.Line(Names.GeneratedCode);
        writer.Write("public static ").Write(Names.Module).Write(" Create(string name, ");
        Placement.Parameters(writer).Line(")").Open();
        writer.Line("switch (name)").Open();
        var names = "";
        foreach (var variant in variants)
        {
            var name = variant.Variant.Declaration.Name!;
            writer.Write("case ").Write(CSharpLiteral.Quote(name)).Line(":").Indent();
            switch (variant)
            {
                case EmittedVariant.Sound { Variant.Net.Graph.OutputCount: > 1 }:
                    writer.Write("throw new global::System.ArgumentException(");
                    writer.Write(CSharpLiteral.Quote("'" + name + "' has several results: use new " + variant.Variant.Identifier + "(device, dtype).")).Line(", nameof(name));");
                    break;
                case EmittedVariant.Sound:
                    writer.Write("return new ").Write(variant.Variant.Identifier).Line("(device, dtype);");
                    names += names.Length == 0 ? name : ", " + name;
                    break;
                case EmittedVariant.Broken broken:
                    writer.Write("throw new global::System.InvalidOperationException(");
                    writer.Verbatim(CSharpLiteral.Quote("NetVariants " + broken.Reason)).Line(");");
                    break;
            }

            writer.Outdent();
        }

        writer.Line("default:").Indent();
        writer.Write("throw new global::System.ArgumentException(\"There is no variant '\" + name + ");
        writer.Write(CSharpLiteral.Quote(names.Length == 0 ? "': the zoo is empty." : "'; the zoo has " + names + ".")).Line(", nameof(name));");
        writer.Outdent().Close().Close();
    }

    private static void Nested(SourceWriter writer, EmittedVariant variant, bool[]? shared)
    {
        switch (variant)
        {
            case EmittedVariant.Sound { Variant: var compiled }:
                writer.Summary(compiled.Net!.Spec.Family + " <c>" + compiled.Declaration.Name! + "</c>.");
                ModelDocs.Remarks(writer, compiled);
                Open(compiled.Identifier, Names.ModuleOf(compiled.Net.Spec.Body));
                ModelWriter.Write(writer, compiled, compiled.Identifier, shared);
                break;
            case EmittedVariant.Broken broken:
                writer.Summary("<c>" + broken.Variant.Declaration.Name! + "</c> is not available: the declaration is in error.");
                Open(broken.Variant.Identifier, Names.Module);
                BrokenModelWriter.Write(writer, broken, new TargetType("", default, broken.Variant.Identifier, default, IsStatic: false));
                break;
        }

        writer.Close();

        void Open(string identifier, string baseClass)
        {
            writer.Line(Names.GeneratedCode);
            writer.Write("public sealed partial class ").Write(identifier).Write(" : ").Line(baseClass).Open();
        }
    }
}
