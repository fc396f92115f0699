using System.Collections.Generic;
using NetVariants.Core.Declarations;

namespace NetVariants.Core.Emission;

/// <summary>Writes the members of a zoo: a nested class for each variant, the list of all, and the factory by name.</summary>
internal static class ZooEmitter
{
    /// <summary>Writes what stands between the class's braces.</summary>
    public static void Write(SourceWriter writer, TargetType target, EquatableArray<EmittedVariant> variants)
    {
        var declared = new HashSet<string>(target.Declared);
        if (!declared.Contains(MemberNames.All))
            All(writer, variants);
        if (!declared.Contains(MemberNames.CreateByName))
            Create(writer, variants);

        var shared = SharedBlocks.Create(writer, target.Name, variants, declared);
        for (var i = 0; i < variants.Count; i++)
        {
            writer.Line();
            Nested(writer, variants[i], shared.OfVariant(i));
        }

        shared.Write(writer);
    }

    private static void All(SourceWriter writer, EquatableArray<EmittedVariant> variants)
    {
        const string List = "global::System.Collections.Generic.IReadOnlyList<" + EmittedNames.VariantInfo + ">";
        writer.Lines($$"""
            /// <summary>The variants in the order of their declaration.</summary>
            {{EmittedNames.GeneratedCode}}
            public static {{List}} {{MemberNames.All}} { get; } =
                global::System.Array.AsReadOnly(new {{EmittedNames.VariantInfo}}[]
                {
            """).Indent().Indent();
        foreach (var variant in variants)
        {
            if (variant is EmittedVariant.Valid valid)
                writer.Line($"{valid.Variant.Identifier}.Info,");
        }

        writer.Outdent().Line("});").Outdent().Line();
    }

    private static void Create(SourceWriter writer, EquatableArray<EmittedVariant> variants)
    {
        writer.Lines("""
            /// <summary>Builds the variant of the given name with initial weights.</summary>
            /// <param name="name">The variant's name as declared.</param>
            """).Lines(DeviceAndType.Documentation).Lines($$"""
            /// <exception cref="global::System.ArgumentException">There is no such variant; the message lists the names.</exception>
            {{EmittedNames.GeneratedCode}}
            public static {{writer.Torch.Module}} {{MemberNames.Create}}(
                string name, {{DeviceAndType.Parameters(writer)}})
            {
                switch (name)
                {
            """).Indent().Indent();
        var names = "";
        foreach (var variant in variants)
        {
            var name = variant.Variant.Declaration.Name!;
            writer.Line($"case {CSharpLiteral.Quote(name)}:").Indent();
            switch (variant)
            {
                case EmittedVariant.Valid { Variant.Net.Graph.OutputCount: > 1 }:
                    var several = CSharpLiteral.Quote(
                        "'" + name + "' has several results: use new " + variant.Variant.Identifier + "(device, dtype).");
                    writer.Line($"throw new global::System.ArgumentException({several}, nameof(name));");
                    break;
                case EmittedVariant.Valid:
                    writer.Line($"return new {variant.Variant.Identifier}(device, dtype);");
                    names += names.Length == 0 ? name : ", " + name;
                    break;
                case EmittedVariant.Invalid invalid:
                    writer.Line($"throw new global::System.InvalidOperationException({InvalidModelEmitter.ErrorOf(invalid)});");
                    break;
            }

            writer.Outdent();
        }

        writer.Line("default:").Indent().Write("throw new global::System.ArgumentException(\"There is no variant '\" + name")
            .Literal(names.Length == 0 ? "': the zoo is empty." : "'; the zoo has " + names + ".", ", nameof(name));", isAdded: true);
        writer.Outdent().Close().Close();
    }

    private static void Nested(SourceWriter writer, EmittedVariant variant, bool[]? shared)
    {
        switch (variant)
        {
            case EmittedVariant.Valid { Variant: var compiled }:
                writer.Summary(compiled.Net!.Spec.Family + " <c>" + compiled.Declaration.Name! + "</c>.");
                ModelDocs.Remarks(writer, compiled);
                Open(compiled.Identifier, writer.Torch.ModuleOf(compiled.Net.Spec.Body));
                ModelEmitter.WriteNested(writer, compiled, shared);
                break;
            case EmittedVariant.Invalid invalid:
                writer.Summary("<c>" + invalid.Variant.Declaration.Name! + "</c> is not available: the declaration is in error.");
                var identifier = invalid.Variant.Identifier;
                Open(identifier, writer.Torch.Module);
                InvalidModelEmitter.Write(writer, invalid, new TargetType("", default, identifier, default, IsStatic: false));
                break;
        }

        writer.Close();

        void Open(string identifier, string baseClass)
        {
            writer.Lines($"""
                {EmittedNames.GeneratedCode}
                public sealed partial class {identifier} : {baseClass}
                """).Open();
        }
    }
}
