using System.Collections.Generic;
using NetVariants.Core.Analysis;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Emission;

/// <summary>Writes what a model and a block have in common: fields, the creation and registration of modules, and <c>forward</c>.</summary>
internal class ModuleClassEmitter
{
    private readonly ShapedNet? _shapes;
    private readonly ConstructorEmitter _modules;

    /// <summary>Writes a class.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="type">The class.</param>
    /// <param name="shapes">The shapes that the documentation names; null for a block, which has other ones at every call.</param>
    public ModuleClassEmitter(SourceWriter writer, ModuleClass type, ShapedNet? shapes = null)
    {
        Writer = writer;
        Class = type;
        _shapes = shapes;
        _modules = new ConstructorEmitter(writer, type);
    }

    /// <summary>The base class.</summary>
    public virtual string BaseClass => Writer.Torch.ModuleOf(Class.Body);

    /// <summary>Where the text goes.</summary>
    protected SourceWriter Writer { get; }

    /// <summary>The class.</summary>
    protected ModuleClass Class { get; }

    /// <summary>A documented public field for each module, and private ones for the parameters that <c>forward</c> needs.</summary>
    public virtual void Fields()
    {
        Fields(Class.Modules);
        var isAny = false;
        foreach (var parameter in Class.KeptParameters())
        {
            Writer.Line($"private readonly {Class.Parameters[parameter].TypeName} {Class.FieldOf(parameter)};");
            isAny = true;
        }

        if (isAny)
            Writer.Line();
    }

    /// <summary>The statements that create the modules and register them under their names.</summary>
    public virtual void Construction()
    {
        foreach (var parameter in Class.KeptParameters())
            Writer.Line($"{Class.FieldOf(parameter)} = {Class.Parameters[parameter].Name};");
        Construction(Class.Modules);
    }

    /// <summary>The documentation of the method that computes.</summary>
    public virtual void ForwardDocumentation() => Writer.Line("/// <inheritdoc/>");

    /// <summary>The method that computes.</summary>
    public virtual void Forward() => ForwardEmitter.Write(Writer, Class);

    /// <summary>The classes of containers that only hold modules.</summary>
    public void Holders()
    {
        foreach (var holder in ModuleTree.Holders(Class.Modules))
        {
            Writer.Lines($"""

                /// <summary>The modules under <c>{holder.Access}</c>.</summary>
                {EmittedNames.GeneratedCode}
                public sealed class {holder.HolderClass} : {Writer.Torch.BareModule}
                """).Open();
            Fields(holder.Children!);
            Writer.Summary("Creates the modules.");
            var parameters = Class.ParametersOf(holder);
            BlockEmitter.ParameterDocumentation(Writer, Class, parameters);
            Writer.Write($"public {holder.HolderClass}");
            BlockEmitter.Parameters(Writer, Class, parameters, hasDefaults: false);
            Writer.Lines($"""

                    : base("{holder.HolderClass}")
                """).Open();
            Construction(holder.Children!);
            Writer.Close().Close();
        }
    }

    private void Fields(List<ModuleNode> modules)
    {
        foreach (var module in modules)
        {
            Writer.Summary(Describe(module) + ".");
            // TorchSharp registers fields too, and by another name it would register a module again.
            if (!module.IsNamed(module.Field))
                Writer.Line($"[{TorchNames.Root}Utils.ComponentName(Name = \"{module.Name}\")]");
            var nullable = Class.Condition(module) >= 0 ? Writer.Nullable : "";
            Writer.Line($"public readonly {Class.TypeOf(module, Writer.Torch)}{nullable} {module.Field};").Line();
        }
    }

    private void Construction(List<ModuleNode> modules)
    {
        foreach (var module in modules)
        {
            var condition = Class.Condition(module);
            if (condition >= 0)
                Writer.Line($"if ({Class.Parameters[condition].Name})").Open();
            var field = Class.FieldInConstructor(module);
            _modules.Assign(module, field);
            Initialize(module, field);

            var kind = module.Kind == ModuleKind.Parameter ? "parameter" : "module";
            Writer.Line($"register_{kind}(\"{module.Name}\", {field});");
            if (condition >= 0)
                Writer.Close();
        }
    }

    /// <summary>The statements of the first rule for each tensor of a module or parameter.</summary>
    /// <exception cref="System.ArgumentException">A rule is for a module in a container, which has no field.</exception>
    private void Initialize(ModuleNode module, string field)
    {
        for (var i = 0; i < Class.Init.Count; i++)
        {
            var rule = Class.Init[i];
            if (module.Kind == ModuleKind.Sequential)
            {
                for (var node = module.Start; node < module.End; node++)
                {
                    if (rule.IsFor(Class.Body.Nodes[node].Op.Name, Class.Body.Nodes[node].Path))
                        throw NoField(Class.Body.Nodes[node]);
                }
            }
            else if (module.Kind != ModuleKind.Holder
                && Class.Body.Nodes[module.Start] is var node && InitializationEmitter.IsFirst(Class.Init, i, node.Op.Name, node.Path))
            {
                InitializationEmitter.Statement(Writer, field, rule);
            }
        }
    }

    private static System.ArgumentException NoField(NodeSpec node) =>
        new("A block's rule is for a module with a field of its own: " + node.Path + " has none.", nameof(node));

    /// <summary>A module's documentation: in a model with its shapes, in a block with its parameters' names.</summary>
    private string Describe(ModuleNode module)
    {
        if (module.Kind == ModuleKind.Holder)
            return "The modules under <c>" + module.Name + "</c>";
        var node = Class.Body.Nodes[module.Start];
        if (_shapes is not null)
        {
            if (module.Kind == ModuleKind.Parameter)
                return Words(node.Op);
            var output = _shapes.ShapeOf(module.Result).ToString();
            return module.Kind == ModuleKind.Sequential
                ? "From " + _shapes.ShapeOf(node.Inputs[0]) + " to " + output
                : Words(node.Op) + ": " + output;
        }

        var text = Words(node.Op);
        for (var i = module.Start + 1; i < module.End; i++)
            text += "; " + Words(Class.Body.Nodes[i].Op);
        return Class.Condition(module) is >= 0 and var condition ? text + "; absent without " + Class.Parameters[condition].Name : text;
    }

    private string Words(Op op) => op is Call call ? Class.Blocks[call.Block].Name : op.Describe(Class.Parameters);
}
