
    /// <summary>Computes new features from those of all layers before; the backward pass computes the bottleneck again.</summary>
    [global::System.CodeDom.Compiler.GeneratedCode("NetVariants", "{version}")]
    public sealed class DenseLayer : torch.nn.Module<torch.Tensor[], torch.Tensor>
    {
        /// <summary>BatchNorm2d inChannels.</summary>
        public readonly torchModules.BatchNorm2d norm1;

        /// <summary>Conv2d inChannels→128, 1×1.</summary>
        public readonly torchModules.Conv2d conv1;

        /// <summary>BatchNorm2d 128.</summary>
        public readonly torchModules.BatchNorm2d norm2;

        /// <summary>Conv2d 128→32, 3×3, padding 1.</summary>
        public readonly torchModules.Conv2d conv2;

        /// <summary>Builds the block.</summary>
        /// <param name="inChannels">Channels of all features together.</param>
        /// <param name="device">Where the parameters live; null for the default.</param>
        /// <param name="dtype">Their element type; null for the default.</param>
        public DenseLayer(long inChannels, torch.Device? device = null, torch.ScalarType? dtype = null)
            : base("DenseLayer")
        {
            norm1 = torch.nn.BatchNorm2d(inChannels, device: device, dtype: dtype);
            register_module("norm1", norm1);
            conv1 = torch.nn.Conv2d(inChannels, 128, 1, bias: false, device: device, dtype: dtype);
            register_module("conv1", conv1);
            norm2 = torch.nn.BatchNorm2d(128, device: device, dtype: dtype);
            register_module("norm2", norm2);
            conv2 = torch.nn.Conv2d(128, 32, 3, padding: 1, bias: false, device: device, dtype: dtype);
            register_module("conv2", conv2);
        }

        /// <summary>Computes new features from all before them.</summary>
        /// <param name="features">Each <c>[N, its channels, H, W]</c>.</param>
        /// <returns><c>[N, new channels, H, W]</c>.</returns>
        public override torch.Tensor forward(torch.Tensor[] features)
        {
            var concatenated = Concatenate(features);
            var bottleneck = torch.is_grad_enabled()
                ? CheckpointedBottleneck.Apply(this, features, concatenated)
                : Bottleneck(concatenated);
            concatenated.Dispose();
            var output = NewFeatures(bottleneck);
            bottleneck.Dispose();
            return output;
        }

        private static torch.Tensor Concatenate(torch.Tensor[] features) =>
            features.Length == 1 ? features[0].alias() : torch.cat(features, 1);

        private torch.Tensor Bottleneck(torch.Tensor concatenated)
        {
            var normed = norm1.call(concatenated);
            normed.relu_();
            var output = conv1.call(normed);
            normed.Dispose();
            return output;
        }

        private torch.Tensor NewFeatures(torch.Tensor bottleneck)
        {
            var normed = norm2.call(bottleneck);
            normed.relu_();
            var maps = conv2.call(normed);
            normed.Dispose();
            var output = torch.nn.functional.dropout(maps, 0.1, training);
            maps.Dispose();
            return output;
        }

        /// <summary>Computes the bottleneck again: the gradients of the concatenated features and of the parameters.</summary>
        private global::System.Collections.Generic.List<torch.Tensor> Gradients(torch.Tensor concatenated, bool isTraining,
            torch.Tensor gradient)
        {
            var parameters = new global::System.Collections.Generic.List<torch.Tensor>();
            parameters.AddRange(norm1.parameters());
            parameters.AddRange(conv1.parameters());
            var accumulated = parameters.ConvertAll(parameter => parameter.grad);
            var statistics = new global::System.Collections.Generic.List<torch.Tensor>(norm1.buffers());
            var counted = statistics.ConvertAll(statistic => statistic.clone());
            var wasTraining = norm1.training;
            try
            {
                parameters.ForEach(parameter => parameter.grad = null!);
                norm1.train(isTraining);
                using (torch.enable_grad())
                using (var bottleneck = Bottleneck(concatenated))
                    bottleneck.backward(new[] { gradient });
                var gradients = parameters.ConvertAll(parameter => parameter.grad!);
                gradients.Insert(0, concatenated.grad!);
                gradients.ForEach(each => each?.MoveToOuterDisposeScope());
                return gradients;
            }
            finally
            {
                for (var i = 0; i < parameters.Count; i++)
                    parameters[i].grad = accumulated[i];
                norm1.train(wasTraining);
                for (var i = 0; i < statistics.Count; i++)
                    statistics[i].copy_(counted[i]);
            }
        }

        /// <summary>The bottleneck, which the backward pass computes again from the features.</summary>
        private sealed class CheckpointedBottleneck : torch.autograd.SingleTensorFunction<CheckpointedBottleneck>
        {
            // libtorch reads the gradients after backward has returned: the thread's next call of the function disposes of them.
            [global::System.ThreadStatic]
            private static global::System.Collections.Generic.List<torch.Tensor>? t_gradients;

            private const int Inputs = 3; // where what may need a gradient begins: the features, then the parameters

            public override string Name => nameof(CheckpointedBottleneck);

            public static torch.Tensor Apply(DenseLayer layer, torch.Tensor[] features, torch.Tensor concatenated)
            {
                Release();
                // TorchSharp also makes an empty tensor of the result's size, which goes with the scope.
                using (torch.NewDisposeScope())
                {
                    // Where forward throws, TorchSharp keeps for ever what it has saved: the network computes before.
                    var result = new torch.Tensor[1];
                    using (torch.no_grad())
                        result[0] = layer.Bottleneck(concatenated);
                    var vars = new global::System.Collections.Generic.List<object> { layer, features, result, concatenated };
                    vars.AddRange(layer.norm1.parameters());
                    vars.AddRange(layer.conv1.parameters());
                    return apply(vars.ToArray()).MoveToOuterDisposeScope();
                }
            }

            public override torch.Tensor forward(torch.autograd.AutogradContext ctx, params object[] vars)
            {
                var layer = (DenseLayer)vars[0];
                var concatenated = (torch.Tensor)vars[Inputs];
                ctx.set_materialize_grads(false);
                ctx.save_data("layer", layer);
                ctx.save_data("features", ((torch.Tensor[])vars[1]).Length);
                ctx.save_data("needsGradient", concatenated.requires_grad);
                ctx.save_data("gradients", vars.Length - Inputs);
                ctx.save_data("failure", global::NetVariants.RecomputationFailure.OfThisThread);
                ctx.save_data("isTraining", layer.norm1.training);
                // Tensors of their own, which backward empties: TorchSharp keeps what a function saves until the loss is disposed of.
                var saved = new global::System.Collections.Generic.List<torch.Tensor>();
                foreach (var feature in (torch.Tensor[])vars[1])
                    saved.Add(EmptyLike(feature).set_(feature));
                // Parameters that change before the backward pass are an error, as they are without the function.
                for (var i = Inputs + 1; i < vars.Length; i++)
                    saved.Add((torch.Tensor)vars[i]);
                ctx.save_for_backward(saved);
                return ((torch.Tensor[])vars[2])[0];
            }

            public override global::System.Collections.Generic.List<torch.Tensor> backward(torch.autograd.AutogradContext ctx,
                torch.Tensor grad_output)
            {
                var count = (int)ctx.get_data("gradients");
                var gradients = new global::System.Collections.Generic.List<torch.Tensor>();
                // An undefined gradient stands for zero: there is none to pass on.
                var isUndefined = grad_output.IsInvalid;
                var isOnCpu = !isUndefined && grad_output.device_type == global::TorchSharp.DeviceType.CPU;
                try
                {
                    Release();
                    using (torch.NewDisposeScope())
                    using (grad_output)
                    {
                        if (torch.is_grad_enabled() || ctx.get_data("isReleased") != null)
                        {
                            throw new global::System.NotSupportedException(
                                "DenseLayer computes its bottleneck again once only: call backward once and without create_graph, or "
                                    + "declare the network without MemoryEfficient.");
                        }

                        ctx.save_data("isReleased", true);
                        var layer = (DenseLayer)ctx.get_data("layer");
                        var features = ctx.get_saved_variables().GetRange(0, (int)ctx.get_data("features"));
                        var concatenated = Concatenate(features.ToArray()).detach();
                        features.ForEach(feature => feature.set_(EmptyLike(feature)));
                        concatenated.requires_grad_((bool)ctx.get_data("needsGradient"));
                        gradients = isUndefined
                            ? new global::System.Collections.Generic.List<torch.Tensor>(new torch.Tensor[count])
                            : layer.Gradients(concatenated, (bool)ctx.get_data("isTraining"), grad_output);
                    }
                }
                catch (global::System.Exception cause)
                {
                    // It may not pass through libtorch, which throws for a gradient that is a scalar.
                    var failure = isOnCpu
                        ? global::NetVariants.RecomputationFailure.OfThisThread
                        : (global::System.Runtime.CompilerServices.StrongBox<global::System.Exception?>)ctx.get_data("failure");
                    failure.Value = cause;
                    for (var i = 0; i < count; i++)
                        gradients.Add(torch.tensor(0f));
                }

                t_gradients = gradients;
                gradients.InsertRange(0, new torch.Tensor[Inputs]);
                return gradients;
            }

            private static torch.Tensor EmptyLike(torch.Tensor tensor) =>
                torch.empty(0, dtype: tensor.dtype, device: tensor.device);

            private static void Release() => t_gradients?.ForEach(gradient => gradient?.Dispose());
        }
    }

    /// <summary>Layers of which each sees the features of all before it.</summary>
    [global::System.CodeDom.Compiler.GeneratedCode("NetVariants", "{version}")]
    public sealed class DenseBlock : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly DenseLayer[] _layers;

        /// <summary>Builds the block.</summary>
        /// <param name="inChannels">Channels of the input.</param>
        /// <param name="layers">Number of layers.</param>
        /// <param name="device">Where the parameters live; null for the default.</param>
        /// <param name="dtype">Their element type; null for the default.</param>
        public DenseBlock(long inChannels, long layers, torch.Device? device = null, torch.ScalarType? dtype = null)
            : base("DenseBlock")
        {
            _layers = new DenseLayer[layers];
            for (var i = 0; i < _layers.Length; i++)
            {
                _layers[i] = new DenseLayer(inChannels + (i * 32L), device: device, dtype: dtype);
                register_module($"denselayer{i + 1}", _layers[i]);
            }
        }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input)
        {
            var features = new[] { input };
            foreach (var layer in _layers)
            {
                var added = layer.call(features);
                global::System.Array.Resize(ref features, features.Length + 1);
                features[features.Length - 1] = added;
            }

            var output = torch.cat(features, 1);
            for (var i = 1; i < features.Length; i++)
                features[i].Dispose();
            return output;
        }
    }

    /// <summary>Fewer channels, half the side.</summary>
    [global::System.CodeDom.Compiler.GeneratedCode("NetVariants", "{version}")]
    private static torchModules.Sequential Transition(long inChannels, long outChannels,
        torch.Device? device = null, torch.ScalarType? dtype = null)
    {
        return torch.nn.Sequential(
            ("norm", torch.nn.BatchNorm2d(inChannels, device: device, dtype: dtype)),
            ("relu", torch.nn.ReLU(inplace: true)),
            ("conv", torch.nn.Conv2d(inChannels, outChannels, 1, bias: false, device: device, dtype: dtype)),
            ("pool", torch.nn.AvgPool2d(2)));
    }
}
