using System.Collections.Generic;
using NetVariants.Core.Analysis;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Emission;

/// <summary>Writes what a model and a block have in common: fields, the creation and registration of modules, and <c>forward</c>.</summary>
internal sealed class ModuleClassEmitter
{
    private readonly SourceWriter _writer;
    private readonly ModuleClass _class;
    private readonly ShapedNet? _shapes;
    private readonly ConstructorEmitter _modules;

    /// <summary>Writes a class.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="type">The class.</param>
    /// <param name="shapes">The shapes that the documentation names; null for a block, which has other ones at every call.</param>
    public ModuleClassEmitter(SourceWriter writer, ModuleClass type, ShapedNet? shapes = null)
    {
        _writer = writer;
        _class = type;
        _shapes = shapes;
        _modules = new ConstructorEmitter(writer, type);
    }

    /// <summary>A documented public field for each module, and private ones for the parameters that <c>forward</c> needs.</summary>
    public void Fields()
    {
        Fields(_class.Modules);
        var isAny = false;
        foreach (var parameter in _class.KeptParameters())
        {
            _writer.Line($"private readonly {_class.Parameters[parameter].TypeName} {_class.FieldOf(parameter)};");
            isAny = true;
        }

        if (isAny)
            _writer.Line();
    }

    /// <summary>The statements that create the modules and register them under their names.</summary>
    public void Construction()
    {
        foreach (var parameter in _class.KeptParameters())
            _writer.Line($"{_class.FieldOf(parameter)} = {_class.Parameters[parameter].Name};");
        Construction(_class.Modules);
    }

    /// <summary>The method that computes.</summary>
    public void Forward() => ForwardEmitter.Write(_writer, _class);

    /// <summary>The classes of containers that only hold modules.</summary>
    public void Holders()
    {
        foreach (var holder in ModuleTree.Holders(_class.Modules))
        {
            _writer.Lines($"""

                /// <summary>The modules under <c>{holder.Access}</c>.</summary>
                {EmittedNames.GeneratedCode}
                public sealed class {holder.HolderClass} : {_writer.Torch.BareModule}
                """).Open();
            Fields(holder.Children!);
            _writer.Summary("Creates the modules.");
            var parameters = _class.ParametersOf(holder);
            BlockEmitter.ParameterDocumentation(_writer, _class, parameters);
            _writer.Write($"public {holder.HolderClass}");
            BlockEmitter.Parameters(_writer, _class, parameters, hasDefaults: false);
            _writer.Lines($"""

                    : base("{holder.HolderClass}")
                """).Open();
            Construction(holder.Children!);
            _writer.Close().Close();
        }
    }

    private void Fields(List<ModuleNode> modules)
    {
        foreach (var module in modules)
        {
            _writer.Summary(Describe(module) + ".");
            // TorchSharp registers fields too, and by another name it would register a module again.
            if (!module.IsNamed(module.Field))
                _writer.Line($"[{TorchNames.Root}Utils.ComponentName(Name = \"{module.Name}\")]");
            var nullable = _class.Condition(module) >= 0 ? _writer.Nullable : "";
            _writer.Line($"public readonly {_class.TypeOf(module, _writer.Torch)}{nullable} {module.Field};").Line();
        }
    }

    private void Construction(List<ModuleNode> modules)
    {
        foreach (var module in modules)
        {
            var condition = _class.Condition(module);
            if (condition >= 0)
                _writer.Line($"if ({_class.Parameters[condition].Name})").Open();
            var field = _class.FieldInConstructor(module);
            _modules.Assign(module, field);
            Initialize(module, field);

            var kind = module.Kind == ModuleKind.Parameter ? "parameter" : "module";
            _writer.Line($"register_{kind}(\"{module.Name}\", {field});");
            if (condition >= 0)
                _writer.Close();
        }
    }

    /// <summary>The statements of the first rule for each tensor of a module or parameter.</summary>
    /// <exception cref="System.ArgumentException">A rule is for a module in a container, which has no field.</exception>
    private void Initialize(ModuleNode module, string field)
    {
        for (var i = 0; i < _class.Init.Count; i++)
        {
            var rule = _class.Init[i];
            if (module.Kind == ModuleKind.Sequential)
            {
                for (var node = module.Start; node < module.End; node++)
                {
                    if (rule.IsFor(_class.Body.Nodes[node].Op.Name, _class.Body.Nodes[node].Path))
                        throw NoField(_class.Body.Nodes[node]);
                }
            }
            else if (module.Kind != ModuleKind.Holder
                && _class.Body.Nodes[module.Start] is var node && InitializationEmitter.IsFirst(_class.Init, i, node.Op.Name, node.Path))
            {
                InitializationEmitter.Statement(_writer, field, rule);
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
        var node = _class.Body.Nodes[module.Start];
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
            text += "; " + Words(_class.Body.Nodes[i].Op);
        return _class.Condition(module) is >= 0 and var condition ? text + "; absent without " + _class.Parameters[condition].Name : text;
    }

    private string Words(Op op) => op is Call call ? _class.Blocks[call.Block].Name : op.Describe(_class.Parameters);
}
