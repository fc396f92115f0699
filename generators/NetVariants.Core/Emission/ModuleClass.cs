using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Emission;

/// <summary>A class to be emitted: the model, or a block in it.</summary>
internal sealed class ModuleClass
{
    private List<ModuleNode>? _modules;
    private List<ModuleNode>? _chain;

    /// <summary>Describes a class.</summary>
    /// <param name="body">What it computes.</param>
    /// <param name="blocks">The blocks that the body may call.</param>
    /// <param name="parameters">Its own constructor's parameters; none for the model.</param>
    /// <param name="init">How tensors start right after their module is created.</param>
    public ModuleClass(
        GraphSpec body, EquatableArray<BlockDef> blocks, EquatableArray<BlockParameter> parameters, EquatableArray<InitRule> init = default)
    {
        Init = init;
        Body = body;
        Blocks = blocks;
        Parameters = parameters;
    }

    public GraphSpec Body { get; }

    public EquatableArray<BlockDef> Blocks { get; }

    public EquatableArray<BlockParameter> Parameters { get; }

    /// <summary>How tensors start right after their module is created.</summary>
    public EquatableArray<InitRule> Init { get; }

    /// <summary>What its result is, as a variable.</summary>
    public string ResultName { get; init; } = "output";

    /// <summary>Whether it is the model itself.</summary>
    public bool IsModel { get; init; }

    /// <summary>Whether it has parameters or buffers, so that its constructor takes their device and element type.</summary>
    public bool HasState => IsModel || HasStateIn(Body, Blocks);

    /// <summary>The modules as a tree of names.</summary>
    public List<ModuleNode> Modules => _modules ??= ModuleTree.Find(Body);

    /// <summary>The modules of a body that is a plain chain.</summary>
    public List<ModuleNode> Chain => _chain ??= ModuleTree.Chain(Body, 0, Body.Nodes.Count, offset: 0);

    /// <summary>Whether a block that it calls has parameters or buffers.</summary>
    public bool HasStateOf(BlockDef block) => HasStateIn(block.Body, Blocks);

    /// <summary>An argument as C# text in the constructor.</summary>
    public string Text(Arg arg, EnumType? enumType = null) => arg.ToText(Parameters, enumType: enumType);

    /// <summary>An argument as C# text elsewhere.</summary>
    public string FieldText(Arg arg, EnumType? enumType) => arg.ToText(Parameters, "_", enumType);

    /// <summary>The private field that keeps a parameter.</summary>
    public string FieldOf(int parameter) => "_" + Parameters[parameter].Name;

    /// <summary>A module's field in the constructor, where a parameter may have its name.</summary>
    public string FieldInConstructor(ModuleNode module)
    {
        var field = module.Field;
        if (field is "device" or "dtype")
            return "this." + field;
        foreach (var parameter in Parameters)
        {
            if (parameter.Name == field)
                return "this." + field;
        }

        return field;
    }

    /// <summary>The parameters on which functions depend, so that the class keeps them.</summary>
    public IEnumerable<int> KeptParameters()
    {
        if (Parameters.Count == 0)
            return [];
        var kept = new ParameterFinder(Parameters.Count);
        foreach (var node in Body.Nodes)
        {
            if (node.Path.Length == 0)
                kept.Visit(node);
        }

        return kept.Found;
    }

    /// <summary>The parameters on which the modules of a holder depend.</summary>
    public EquatableArray<BlockParameter> ParametersOf(ModuleNode holder)
    {
        var finder = new ParameterFinder(Parameters.Count);
        Visit(holder.Children!);
        return new EquatableArray<BlockParameter>(finder.Found.Select(parameter => Parameters[parameter]));

        void Visit(List<ModuleNode> modules)
        {
            foreach (var module in modules)
            {
                if (module.Kind == ModuleKind.Holder)
                {
                    Visit(module.Children!);
                    continue;
                }

                for (var node = module.Start; node < module.End; node++)
                    finder.Visit(Body.Nodes[node]);
            }
        }
    }

    /// <summary>The flag without which a module is absent; −1 where it always exists.</summary>
    public int Condition(ModuleNode module) =>
        Body.Nodes[module.Start] is { IsNumbered: false } first && module.Kind != ModuleKind.Holder ? first.Condition : -1;

    /// <summary>The type of a module's field.</summary>
    public string TypeOf(ModuleNode module, TorchNames torch) => module.Kind switch
    {
        ModuleKind.Sequential => torch.Sequential,
        ModuleKind.Holder => module.HolderClass,
        ModuleKind.Parameter => torch.Modules + "Parameter",
        _ => Body.Nodes[module.Start].Op switch
        {
            Call call => TypeOf(Blocks[call.Block], torch),
            var op => torch.Modules + op.Name,
        },
    };

    private static bool HasStateIn(GraphSpec body, EquatableArray<BlockDef> blocks)
    {
        foreach (var node in body.Nodes)
        {
            var called = node.Op switch { Call call => call.Block, Repeat repeat => repeat.Body.Block, _ => -1 };
            if (node.Op.HasState || (called >= 0 && HasStateIn(blocks[called].Body, blocks)))
                return true;
        }

        return false;
    }

    private static string TypeOf(BlockDef block, TorchNames torch) => block.IsChain ? torch.Sequential : block.Name;

    /// <summary>Finds the parameters on which nodes depend.</summary>
    private sealed class ParameterFinder(int parameters) : ArgumentVisitor
    {
        private readonly bool[] _isFound = new bool[parameters];

        /// <summary>The parameters, in their order.</summary>
        public IEnumerable<int> Found => Enumerable.Range(0, parameters).Where(parameter => _isFound[parameter]);

        public void Visit(NodeSpec node)
        {
            if (node.Condition >= 0)
                _isFound[node.Condition] = true;
            switch (node.Op)
            {
                case Call call:
                    Visit(call.Arguments);
                    break;
                case Repeat repeat:
                    Visit(repeat.Count);
                    Visit(repeat.Body.Arguments);
                    Visit(repeat.Steps);
                    break;
                case var op:
                    op.AcceptArguments(this);
                    break;
            }
        }

        protected override void Visit(ArgumentStyle style, string name, Arg value, EnumType? enumType) => Visit(value);

        private void Visit(EquatableArray<Arg> values)
        {
            foreach (var value in values)
                Visit(value);
        }

        private void Visit(Arg value)
        {
            if (value.IsParameter)
                _isFound[value.ParameterIndex] = true;
        }
    }
}
