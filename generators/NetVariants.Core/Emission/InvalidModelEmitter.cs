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
            Member(constant.Name, $"public const {constant.Type} {constant.Name} = {constant.InvalidValue};");
        Member(MemberNames.Info, $"public static {EmittedNames.VariantInfo} {MemberNames.Info} =>", failure);
        var net = variant.Variant.Fallback;
        var type = new ModuleClass(net.Body, net.Blocks, default);
        foreach (var module in type.Modules)
            Member(module.Field, "public " + TypeOf(type, module, writer.Torch) + " " + module.Field + " =>", failure);

        if (target.EmitBase && !Contains(MemberNames.Constructor))
        {
            Begin();
            writer.Line($"public {target.Name}({Placement.Parameters(writer)})").Indent()
                .Line($": base(\"\") => {failure}").Outdent().Line();
        }

        if (!Contains(MemberNames.Create))
        {
            Begin();
            writer.Line($"public static {target.NameWithParameters} Create({Placement.Parameters(writer)}) =>").Indent()
                .Line(failure).Outdent().Line();
        }

        // An override cannot be obsolete where what it overrides is not (CS0809).
        if ((target.EmitBase || target.MustOverrideForward) && !Contains(MemberNames.Forward))
        {
            writer.Line("/// <inheritdoc/>");
            Expression($"public override {writer.Torch.Tensor} forward({writer.Torch.Tensor} input) =>", failure);
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

        void Begin() => writer.Summary("Not available: the declaration is in error.").Line(obsolete);

        void Member(string name, string text, string body = "")
        {
            if (Contains(name))
                return;
            Begin();
            if (body.Length == 0)
                writer.Line(text);
            else
                Expression(text, body);
            writer.Line();
        }

        void Expression(string text, string body)
        {
            if (text.Length + 1 + body.Length <= writer.Room)
                writer.Line($"{text} {body}");
            else
                writer.Line(text).Indent().Line(body).Outdent();
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
