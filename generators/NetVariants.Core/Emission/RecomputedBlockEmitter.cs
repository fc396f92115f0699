using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Emission;

/// <summary>
/// Writes the members of blocks whose beginning the backward pass computes again (<see cref="BlockDef.Recomputed"/>): they take the
/// features before them in parts and return those that they add.
/// </summary>
internal sealed class RecomputedBlockEmitter
{
    private readonly SourceWriter _writer;
    private readonly BlockDef _block;
    private readonly ModuleClass _class;
    private readonly int _end;              // the node after those that are computed again

    /// <summary>Writes a block.</summary>
    public RecomputedBlockEmitter(SourceWriter writer, BlockDef block, ModuleClass type)
    {
        _writer = writer;
        _block = block;
        _class = type;
        _end = 1;
        while (type.Body.Nodes[_end - 1].Path != block.Recomputed)
            _end++;
    }

    private string Tensor => _writer.Torch.Tensor;

    private string Torch => _writer.Torch.Torch;

    private string NotNull => _writer.NullableSyntax ? "!" : "";

    /// <summary>The base class.</summary>
    public static string ModuleOf(TorchNames torch) => $"{torch.BareModule}<{torch.Tensor}[], {torch.Tensor}>";

    /// <summary>The method that computes, and what its backward pass takes.</summary>
    public void Forward()
    {
        _writer.Lines($$"""
            public override {{Tensor}} forward({{Tensor}}[] features)
            {
                var joined = Join(features);
                var maps = {{Torch}}is_grad_enabled() && joined.requires_grad
                    ? Recomputed.Maps(this, joined, features)
                    : Bottleneck(joined);
                joined.Dispose();
                var output = NewFeatures(maps);
                maps.Dispose();
                return output;
            }

            private static {{Tensor}} Join({{Tensor}}[] features) =>
                features.Length == 1 ? features[0].alias() : {{Torch}}cat(features, 1);

            """);
        ForwardEmitter.Write(_writer, Part(0, _end, "joined"), "private", "Bottleneck");
        ForwardEmitter.Write(_writer.Line(), Part(_end, _class.Body.Nodes.Count - 1, "maps"), "private", "NewFeatures");
        Gradient();
        Function();
    }

    /// <summary>Some of the nodes, of which the first one alone takes what is before them.</summary>
    private ModuleClass Part(int start, int end, string input)
    {
        var nodes = new NodeSpec[end - start];
        for (var i = 0; i < nodes.Length; i++)
        {
            var node = _class.Body.Nodes[start + i];
            var inputs = new int[node.Inputs.Count];
            for (var j = 0; j < inputs.Length; j++)
                inputs[j] = node.Inputs[j] < start ? GraphSpec.Input : node.Inputs[j] - start;
            nodes[i] = node with { Inputs = EquatableArray<int>.Owning(inputs) };
        }

        var body = new GraphSpec(EquatableArray<NodeSpec>.Owning(nodes), Inputs: EquatableArray<string>.Of(input));
        return new ModuleClass(body, _class.Blocks, _class.Parameters);
    }

    /// <summary>The method that computes again, and sets running statistics back, which count a batch once.</summary>
    private void Gradient()
    {
        _writer.Line().Summary("Computes the bottleneck again, and from it the gradients of its parameters and of the joined features.")
            .Line($"private {Tensor} Gradient({Tensor}[] features, {Tensor} gradient)").Open()
            .Line("var joined = Join(features).detach().requires_grad_();");
        var norm = Norm();
        if (norm is not null)
        {
            _writer.Lines($"""
                var statistics = new global::System.Collections.Generic.List<{Tensor}>({norm}.buffers());
                var before = statistics.ConvertAll(statistic => statistic.clone());
                try
                """).Open();
        }

        _writer.Line($"using ({Torch}enable_grad())")
            .Line("using (var maps = Bottleneck(joined))").Indent()
            .Line("maps.backward(new[] { gradient });").Outdent();
        if (norm is not null)
        {
            _writer.Close().Lines("""
                finally
                {
                    // The forward pass has counted the batch.
                    for (var i = 0; i < statistics.Count; i++)
                        statistics[i].copy_(before[i]);
                }

                """);
        }

        _writer.Line($"return joined.grad{NotNull};").Close();
    }

    /// <summary>The one module with running statistics; null for none.</summary>
    private string? Norm()
    {
        for (var i = 0; i < _end; i++)
        {
            if (_class.Body.Nodes[i].Op is BatchNorm2d)
                return _class.Body.Nodes[i].Path;
        }

        return null;
    }

    private void Function()
    {
        const string List = "global::System.Collections.Generic.List";
        _writer.Lines($$"""

            /// <summary>The bottleneck, for which autograd keeps nothing but the features.</summary>
            private sealed class Recomputed : {{Torch}}autograd.SingleTensorFunction<Recomputed>
            {
                // libtorch has a reference of its own by the time that it calls again.
                [global::System.ThreadStatic]
                private static {{Tensor}}{{_writer.Nullable}} t_returned;

                public override string Name => "{{_block.Name}}";

                public static {{Tensor}} Maps({{_block.Name}} layer, {{Tensor}} joined, {{Tensor}}[] features)
                {
                    using ({{Torch}}NewDisposeScope())
                        return apply(joined, layer, features).MoveToOuterDisposeScope();
                }

                public override {{Tensor}} forward({{Torch}}autograd.AutogradContext context, params object[] arguments)
                {
                    var layer = ({{_block.Name}})arguments[1];
                    context.set_materialize_grads(false);
                    context.save_data("layer", layer);
                    context.save_for_backward(new {{List}}<{{Tensor}}>(({{Tensor}}[])arguments[2]));
                    return layer.Bottleneck(({{Tensor}})arguments[0]);
                }

                public override {{List}}<{{Tensor}}> backward(
                    {{Torch}}autograd.AutogradContext context, {{Tensor}} gradient)
                {
                    t_returned?.Dispose();
                    var layer = ({{_block.Name}})context.get_data("layer");
                    try
                    {
                        using ({{Torch}}NewDisposeScope())
                        using (gradient)
                            t_returned = layer.Gradient(context.get_saved_variables().ToArray(), gradient).MoveToOuterDisposeScope();
                    }
                    catch (global::System.Exception)
                    {
                        // Thrown from here, it would end the process: libtorch throws for a gradient without elements.
                        t_returned = {{Torch}}empty(0);
                    }

                    return new {{List}}<{{Tensor}}> { t_returned, null{{NotNull}}, null{{NotNull}} };
                }
            }
            """);
    }
}
