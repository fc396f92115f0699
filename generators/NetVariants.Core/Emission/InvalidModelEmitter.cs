using NetVariants.Core.Declarations;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Emission;

/// <summary>
/// Writes the members of a model that cannot be built. They have a valid model's signatures; using one is a compile-time error that carries
/// the reason. The type itself carries no such mark: an error there would hide every analyzer's message.
/// </summary>
internal static class InvalidModelEmitter
{
    /// <summary>The error of a zoo's variant, as C# says it in the zoo.</summary>
    public static string ErrorOf(EmittedVariant.Invalid variant)
    {
        var identifier = variant.Variant.Identifier;
        return identifier == MemberNames.DeclarationError ? MessageOf(variant) : identifier + "." + MemberNames.DeclarationError;
    }

    /// <summary>Writes what stands between the class's braces.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="variant">The variant and why it cannot be built.</param>
    /// <param name="target">The class: its name and what of it may be written.</param>
    public static void Write(SourceWriter writer, EmittedVariant.Invalid variant, TargetType target)
    {
        var declared = target.Declared;
        var message = MessageOf(variant);
        if (target.Name != MemberNames.DeclarationError && !Contains(MemberNames.DeclarationError))
        {
            writer.Write($"internal const string {MemberNames.DeclarationError} =").Literal(TextOf(variant), ";").Line();
            message = MemberNames.DeclarationError;
        }

        var failure = "throw new global::System.InvalidOperationException(" + message + ");";
        var obsolete = "[global::System.Obsolete(" + message + ", true)]";

        foreach (var constant in ModelConstant.All)
            Member(constant.Name, constant.Declaration + " =", constant.InvalidValue + ";");
        Common(ModelMember.Info, target.Name, " =>", failure);
        var net = variant.Variant.Fallback;
        var type = new ModuleClass(net.Body, net.Blocks, default);
        foreach (var module in type.Modules)
            Member(module.Field, $"public {TypeOf(type, module, writer.Torch)} {module.Field} =>", failure);
        if (target.EmitBase)
            Common(ModelMember.Constructor, target.Name, "", ": base(\"\") => " + failure);
        Common(ModelMember.Create, target.NameWithParameters, " =>", failure);

        // An override cannot be obsolete where what it overrides is not (CS0809).
        if ((target.EmitBase || target.MustOverrideForward) && !Contains(MemberNames.Forward))
        {
            writer.Line("/// <inheritdoc/>");
            Fold(ModelMember.Forward.Declaration(writer, target.Name) + " =>", failure);
        }

        bool Contains(string member)
        {
            foreach (var name in declared)
            {
                if (name == member)
                    return true;
            }

            return false;
        }

        void Common(ModelMember member, string name, string arrow, string body) =>
            Member(member.Signature, member.Declaration(writer, name) + arrow, body);

        void Member(string signature, string declaration, string body)
        {
            if (Contains(signature))
                return;
            writer.Summary("Not available: the declaration is in error.").Line(obsolete);
            Fold(declaration, body);
            writer.Line();
        }

        // In one line where they fit.
        void Fold(string declaration, string body)
        {
            if (declaration.Length + 1 + body.Length <= writer.Room)
                writer.Line($"{declaration} {body}");
            else
                writer.Line(declaration).Indent().Line(body).Outdent();
        }
    }

    /// <summary>The type of a module's field; a class that a valid model has within it does not exist here.</summary>
    private static string TypeOf(ModuleClass type, ModuleNode module, TorchNames torch) =>
        module.Kind == ModuleKind.Holder
        || (module.Kind == ModuleKind.Module && type.Body.Nodes[module.Start].Op is Call call && !type.Blocks[call.Block].IsChain)
            ? torch.BareModule
            : type.TypeOf(module, torch);

    private static string MessageOf(EmittedVariant.Invalid variant) => CSharpLiteral.Quote(TextOf(variant));

    private static string TextOf(EmittedVariant.Invalid variant) => "NetVariants " + variant.Reason;
}
