
    /// <summary>Appends new features to the input's channels.</summary>
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
        /// <param name="inChannels">Channels of the input.</param>
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

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor[] features)
        {
            var joined = Join(features);
            var maps = torch.is_grad_enabled() && joined.requires_grad
                ? Recomputed.Maps(this, joined, features)
                : Bottleneck(joined);
            joined.Dispose();
            var output = NewFeatures(maps);
            maps.Dispose();
            return output;
        }

        private static torch.Tensor Join(torch.Tensor[] features) =>
            features.Length == 1 ? features[0].alias() : torch.cat(features, 1);

        private torch.Tensor Bottleneck(torch.Tensor joined)
        {
            var normed = norm1.call(joined);
            normed.relu_();
            var output = conv1.call(normed);
            normed.Dispose();
            return output;
        }

        private torch.Tensor NewFeatures(torch.Tensor maps)
        {
            var normed = norm2.call(maps);
            normed.relu_();
            var maps2 = conv2.call(normed);
            normed.Dispose();
            var output = torch.nn.functional.dropout(maps2, 0.1, training);
            maps2.Dispose();
            return output;
        }

        /// <summary>Computes the bottleneck again, and from it the gradients of its parameters and of the joined features.</summary>
        private torch.Tensor Gradient(torch.Tensor[] features, torch.Tensor gradient)
        {
            var joined = Join(features).detach().requires_grad_();
            var statistics = new global::System.Collections.Generic.List<torch.Tensor>(norm1.buffers());
            var before = statistics.ConvertAll(statistic => statistic.clone());
            try
            {
                using (torch.enable_grad())
                using (var maps = Bottleneck(joined))
                    maps.backward(new[] { gradient });
            }
            finally
            {
                // The forward pass has counted the batch.
                for (var i = 0; i < statistics.Count; i++)
                    statistics[i].copy_(before[i]);
            }

            return joined.grad!;
        }

        /// <summary>The bottleneck, for which autograd keeps nothing but the features.</summary>
        private sealed class Recomputed : torch.autograd.SingleTensorFunction<Recomputed>
        {
            // libtorch has a reference of its own by the time that it calls again.
            [global::System.ThreadStatic]
            private static torch.Tensor? t_returned;

            public override string Name => "DenseLayer";

            public static torch.Tensor Maps(DenseLayer layer, torch.Tensor joined, torch.Tensor[] features)
            {
                using (torch.NewDisposeScope())
                    return apply(joined, layer, features).MoveToOuterDisposeScope();
            }

            public override torch.Tensor forward(torch.autograd.AutogradContext context, params object[] arguments)
            {
                var layer = (DenseLayer)arguments[1];
                context.set_materialize_grads(false);
                context.save_data("layer", layer);
                context.save_for_backward(new global::System.Collections.Generic.List<torch.Tensor>((torch.Tensor[])arguments[2]));
                return layer.Bottleneck((torch.Tensor)arguments[0]);
            }

            public override global::System.Collections.Generic.List<torch.Tensor> backward(
                torch.autograd.AutogradContext context, torch.Tensor gradient)
            {
                t_returned?.Dispose();
                var layer = (DenseLayer)context.get_data("layer");
                try
                {
                    using (torch.NewDisposeScope())
                    using (gradient)
                        t_returned = layer.Gradient(context.get_saved_variables().ToArray(), gradient).MoveToOuterDisposeScope();
                }
                catch (global::System.Exception)
                {
                    // Thrown from here, it would end the process: libtorch throws for a gradient without elements.
                    t_returned = torch.empty(0);
                }

                return new global::System.Collections.Generic.List<torch.Tensor> { t_returned, null!, null! };
            }
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
