using System;
using System.Linq;
using NetVariants.Core.Graph;
using NetVariants.Core.Graph.Ops;

namespace NetVariants.Core.Emission;

/// <summary>
/// Writes a block whose bottleneck, the first nodes, the backward pass computes again (<see cref="NodeSpec.IsRecomputed"/>). It takes the
/// features of all blocks before it as an array and returns those that it adds.
/// </summary>
internal sealed class CheckpointedBlockEmitter : ModuleClassEmitter
{
    private const string List = "global::System.Collections.Generic.List";

    private readonly string _name;
    private readonly int _end;              // the node after the bottleneck
    private readonly string[] _modules;     // the bottleneck's, as expressions
    private readonly string? _norm;         // the one of these with running statistics

    /// <summary>Writes a block.</summary>
    /// <exception cref="ArgumentException">It is not such a block, or its bottleneck cannot be computed twice.</exception>
    public CheckpointedBlockEmitter(SourceWriter writer, BlockDef block, ModuleClass type)
        : base(writer, type)
    {
        var nodes = type.Body.Nodes;
        _name = block.Name;
        while (_end < nodes.Count && nodes[_end].IsRecomputed)
            _end++;
        _modules = [.. nodes.Take(_end).Where(node => node.IsModule).Select(node => node.Path)];
        string[] norms = [.. nodes.Take(_end).Where(node => node.Op is BatchNorm2d).Select(node => node.Path)];
        _norm = norms.FirstOrDefault();
        if (norms.Length > 1 || nodes.Take(_end).Any(node => node.Op is Dropout or DropImages))
            throw Unsupported("draws random numbers or has running statistics twice");
        if (nodes[nodes.Count - 1] is not { Op: Concat } last || !last.Inputs.SequenceEqual([GraphSpec.Input, nodes.Count - 2]))
            throw Unsupported("does not end by joining its input and its new features");
        if (nodes.Take(nodes.Count - 1).Skip(_end).Any(node => node.IsRecomputed || node.Inputs.Any(input => input < _end - 1)))
            throw Unsupported("reads more than the result of its recomputed nodes");

        ArgumentException Unsupported(string reason) => new($"The block {block.Name} cannot be recomputed: it {reason}.", nameof(block));
    }

    /// <inheritdoc/>
    public override string BaseClass => Torch.ModuleOfArray;

    private TorchNames Torch => Writer.Torch;

    private string Tensor => Torch.Tensor;

    private string Box => "global::System.Runtime.CompilerServices.StrongBox<global::System.Exception" + Writer.Nullable + ">";

    /// <inheritdoc/>
    public override void ForwardDocumentation() => Writer.Lines("""
        /// <summary>Computes new features from all before them.</summary>
        /// <param name="features">Each <c>[N, its channels, H, W]</c>.</param>
        /// <returns><c>[N, new channels, H, W]</c>.</returns>
        """);

    /// <inheritdoc/>
    public override void Forward()
    {
        Writer.Lines($$"""
            public override {{Tensor}} forward({{Tensor}}[] features)
            {
                var concatenated = Concatenate(features);
                var bottleneck = {{Torch.Torch}}is_grad_enabled()
                    ? CheckpointedBottleneck.Apply(this, features, concatenated)
                    : Bottleneck(concatenated);
                concatenated.Dispose();
                var output = NewFeatures(bottleneck);
                bottleneck.Dispose();
                return output;
            }

            private static {{Tensor}} Concatenate({{Tensor}}[] features) =>
                features.Length == 1 ? features[0].alias() : {{Torch.Torch}}cat(features, 1);

            """);
        ForwardEmitter.Write(Writer, Part(0, _end, "concatenated"), "private", "Bottleneck");
        ForwardEmitter.Write(Writer.Line(), Part(_end, Class.Body.Nodes.Count - 1, "bottleneck"), "private", "NewFeatures");
        Gradients();
        Function();
    }

    /// <summary>The nodes from <paramref name="start"/> up to <paramref name="end"/>; its input stands for all that comes before.</summary>
    private ModuleClass Part(int start, int end, string input)
    {
        var nodes = new NodeSpec[end - start];
        for (var i = 0; i < nodes.Length; i++)
        {
            var node = Class.Body.Nodes[start + i];
            var inputs = new int[node.Inputs.Count];
            for (var j = 0; j < inputs.Length; j++)
                inputs[j] = node.Inputs[j] < start ? GraphSpec.Input : node.Inputs[j] - start;
            nodes[i] = node with { Inputs = EquatableArray<int>.Owning(inputs) };
        }

        var body = new GraphSpec(EquatableArray<NodeSpec>.Owning(nodes), Inputs: EquatableArray<string>.Of(input));
        return new ModuleClass(body, Class.Blocks, Class.Parameters);
    }

    /// <summary>The method that computes the bottleneck again; a batch counts once in running statistics.</summary>
    private void Gradients()
    {
        Writer.Line().Summary("Computes the bottleneck again: the gradients of the concatenated features and of the parameters.");
        var mode = _norm is null ? "" : "bool isTraining, ";
        Writer.Code($"private {List}<{Tensor}> Gradients({Tensor} concatenated, {mode}{Tensor} gradient)").Line().Open()
            .Line($"var parameters = new {List}<{Tensor}>();");
        foreach (var module in _modules)
            Writer.Line($"parameters.AddRange({module}.parameters());");
        Writer.Line("var accumulated = parameters.ConvertAll(parameter => parameter.grad);");
        if (_norm is not null)
        {
            Writer.Lines($"""
                var statistics = new {List}<{Tensor}>({_norm}.buffers());
                var counted = statistics.ConvertAll(statistic => statistic.clone());
                var wasTraining = {_norm}.training;
                """);
        }

        Writer.Line("try").Open()
            .Line($"parameters.ForEach(parameter => parameter.grad = null{Writer.NullForgiving});");
        if (_norm is not null)
            Writer.Line($"{_norm}.train(isTraining);");
        Writer.Lines($$"""
            using ({{Torch.Torch}}enable_grad())
            using (var bottleneck = Bottleneck(concatenated))
                bottleneck.backward(new[] { gradient });
            var gradients = parameters.ConvertAll(parameter => parameter.grad{{Writer.NullForgiving}});
            gradients.Insert(0, concatenated.grad{{Writer.NullForgiving}});
            gradients.ForEach(each => each?.MoveToOuterDisposeScope());
            return gradients;
            """);
        Writer.Close().Line("finally").Open().Lines("""
            for (var i = 0; i < parameters.Count; i++)
                parameters[i].grad = accumulated[i];
            """);
        if (_norm is not null)
        {
            Writer.Lines($"""
                {_norm}.train(wasTraining);
                for (var i = 0; i < statistics.Count; i++)
                    statistics[i].copy_(counted[i]);
                """);
        }

        Writer.Close().Close();
    }

    /// <summary>The function that autograd calls.</summary>
    private void Function()
    {
        Writer.Lines($$"""

            /// <summary>The bottleneck, which the backward pass computes again from the features.</summary>
            private sealed class CheckpointedBottleneck : {{Torch.Torch}}autograd.SingleTensorFunction<CheckpointedBottleneck>
            {
                // libtorch reads the gradients after backward has returned: the thread's next call of the function disposes of them.
                [global::System.ThreadStatic]
                private static {{List}}<{{Tensor}}>{{Writer.Nullable}} t_gradients;

                private const int Inputs = 3; // where what may need a gradient begins: the features, then the parameters

                public override string Name => nameof(CheckpointedBottleneck);

            """);
        Writer.Indent();
        Apply();
        FunctionForward();
        FunctionBackward();
        Writer.Close();
    }

    private void Apply()
    {
        Writer.Code($"public static {Tensor} Apply({_name} layer, {Tensor}[] features, {Tensor} concatenated)").Line().Open()
            .Lines($"""
                Release();
                // TorchSharp also makes an empty tensor of the result's size, which goes with the scope.
                using ({Torch.Torch}NewDisposeScope())
                """).Open()
            .Lines($$"""
                // Where forward throws, TorchSharp keeps for ever what it has saved: the network computes before.
                var result = new {{Tensor}}[1];
                using ({{Torch.Torch}}no_grad())
                    result[0] = layer.Bottleneck(concatenated);
                var vars = new {{List}}<object> { layer, features, result, concatenated };
                """);
        foreach (var module in _modules)
            Writer.Line($"vars.AddRange(layer.{module}.parameters());");
        Writer.Line("return apply(vars.ToArray()).MoveToOuterDisposeScope();").Close().Close().Line();
    }

    private void FunctionForward()
    {
        Writer.Code($"public override {Tensor} forward({Torch.Torch}autograd.AutogradContext ctx, params object[] vars)").Line().Open()
            .Lines($"""
                var layer = ({_name})vars[0];
                var concatenated = ({Tensor})vars[Inputs];
                ctx.set_materialize_grads(false);
                ctx.save_data("layer", layer);
                ctx.save_data("features", (({Tensor}[])vars[1]).Length);
                ctx.save_data("needsGradient", concatenated.requires_grad);
                ctx.save_data("gradients", vars.Length - Inputs);
                ctx.save_data("failure", global::NetVariants.RecomputationFailure.OfThisThread);
                """);
        if (_norm is not null)
            Writer.Line($"ctx.save_data(\"isTraining\", layer.{_norm}.training);");
        Writer.Lines($"""
            // Tensors of their own, which backward empties: TorchSharp keeps what a function saves until the loss is disposed of.
            var saved = new {List}<{Tensor}>();
            foreach (var feature in ({Tensor}[])vars[1])
                saved.Add(EmptyLike(feature).set_(feature));
            // Parameters that change before the backward pass are an error, as they are without the function.
            for (var i = Inputs + 1; i < vars.Length; i++)
                saved.Add(({Tensor})vars[i]);
            ctx.save_for_backward(saved);
            return (({Tensor}[])vars[2])[0];
            """).Close().Line();
    }

    private void FunctionBackward()
    {
        var mode = _norm is null ? "" : "(bool)ctx.get_data(\"isTraining\"), ";
        Writer.Code($"public override {List}<{Tensor}> backward({Torch.Torch}autograd.AutogradContext ctx, {Tensor} grad_output)").Line()
            .Open()
            .Lines($$"""
                var count = (int)ctx.get_data("gradients");
                var gradients = new {{List}}<{{Tensor}}>();
                // An undefined gradient stands for zero: there is none to pass on.
                var isUndefined = grad_output.IsInvalid;
                var isOnCpu = !isUndefined && grad_output.device_type == {{TorchNames.Root}}DeviceType.CPU;
                try
                {
                    Release();
                    using ({{Torch.Torch}}NewDisposeScope())
                    using (grad_output)
                    {
                        if ({{Torch.Torch}}is_grad_enabled() || ctx.get_data("isReleased") != null)
                        {
                            throw new global::System.NotSupportedException(
                                "{{_name}} computes its bottleneck again once only: call backward once and without create_graph, or "
                                    + "declare the network without MemoryEfficient.");
                        }

                        ctx.save_data("isReleased", true);
                        var layer = ({{_name}})ctx.get_data("layer");
                        var features = ctx.get_saved_variables().GetRange(0, (int)ctx.get_data("features"));
                        var concatenated = Concatenate(features.ToArray()).detach();
                        features.ForEach(feature => feature.set_(EmptyLike(feature)));
                        concatenated.requires_grad_((bool)ctx.get_data("needsGradient"));
                        gradients = isUndefined
                            ? new {{List}}<{{Tensor}}>(new {{Tensor}}[count])
                            : layer.Gradients(concatenated, {{mode}}grad_output);
                    }
                }
                catch (global::System.Exception cause)
                {
                    // It may not pass through libtorch, which throws for a gradient that is a scalar.
                    var failure = isOnCpu
                        ? global::NetVariants.RecomputationFailure.OfThisThread
                        : ({{Box}})ctx.get_data("failure");
                    failure.Value = cause;
                    for (var i = 0; i < count; i++)
                        gradients.Add({{Torch.Torch}}tensor(0f));
                }

                t_gradients = gradients;
                gradients.InsertRange(0, new {{Tensor}}[Inputs]);
                return gradients;
                """).Close()
            .Lines($"""

                private static {Tensor} EmptyLike({Tensor} tensor) =>
                    {Torch.Torch}empty(0, dtype: tensor.dtype, device: tensor.device);

                private static void Release() => t_gradients?.ForEach(gradient => gradient?.Dispose());
                """);
    }
}
