
    /// <summary>The modules under <c>encoder</c>.</summary>
    [global::System.CodeDom.Compiler.GeneratedCode("NetVariants", "{version}")]
    public sealed class EncoderModules : torch.nn.Module
    {
        /// <summary>Parameter [1, 65, 192].</summary>
        public readonly torchModules.Parameter pos_embedding;

        /// <summary>From [N, 65, 192] to [N, 65, 192].</summary>
        public readonly torchModules.Sequential layers;

        /// <summary>LayerNorm 192, eps 1E-06: [N, 65, 192].</summary>
        public readonly torchModules.LayerNorm ln;

        /// <summary>Creates the modules.</summary>
        /// <param name="device">Where the parameters live; null for the default.</param>
        /// <param name="dtype">Their element type; null for the default.</param>
        public EncoderModules(torch.Device? device = null, torch.ScalarType? dtype = null)
            : base("EncoderModules")
        {
            pos_embedding = new torchModules.Parameter(torch.zeros(new long[] { 1, 65, 192 }, device: device, dtype: dtype));
            torch.nn.init.normal_(pos_embedding, 0, 0.02);
            register_parameter("pos_embedding", pos_embedding);
            layers = torch.nn.Sequential();
            for (var i = 0; i < 6; i++)
                layers.append($"encoder_layer_{i}", new EncoderBlock(device: device, dtype: dtype));
            register_module("layers", layers);
            ln = torch.nn.LayerNorm(192, eps: 1E-06, device: device, dtype: dtype);
            register_module("ln", ln);
        }
    }

    /// <summary>Multi-head self-attention of the tokens.</summary>
    [global::System.CodeDom.Compiler.GeneratedCode("NetVariants", "{version}")]
    public sealed class MultiheadAttention : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        /// <summary>Parameter [576, 192].</summary>
        public readonly torchModules.Parameter in_proj_weight;

        /// <summary>Parameter [576].</summary>
        public readonly torchModules.Parameter in_proj_bias;

        /// <summary>Linear 192→192.</summary>
        public readonly torchModules.Linear out_proj;

        /// <summary>Builds the block.</summary>
        /// <param name="device">Where the parameters live; null for the default.</param>
        /// <param name="dtype">Their element type; null for the default.</param>
        public MultiheadAttention(torch.Device? device = null, torch.ScalarType? dtype = null)
            : base("MultiheadAttention")
        {
            in_proj_weight = new torchModules.Parameter(torch.zeros(new long[] { 576, 192 }, device: device, dtype: dtype));
            torch.nn.init.xavier_uniform_(in_proj_weight);
            register_parameter("in_proj_weight", in_proj_weight);
            in_proj_bias = new torchModules.Parameter(torch.zeros(new long[] { 576 }, device: device, dtype: dtype));
            register_parameter("in_proj_bias", in_proj_bias);
            out_proj = torch.nn.Linear(192, 192, device: device, dtype: dtype);
            torch.nn.init.zeros_(out_proj.bias!);
            register_module("out_proj", out_proj);
        }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input)
        {
            var projected = torch.nn.functional.linear(input, in_proj_weight, in_proj_bias);
            var split = projected.unflatten(2, new long[] { 9, -1 });
            projected.Dispose();
            var heads = split.transpose(1, 2);
            split.Dispose();
            var queries = heads.narrow(1, 0, 3);
            var keys = heads.narrow(1, 3, 3);
            var values = heads.narrow(1, 6, 3);
            heads.Dispose();
            var attended = torch.nn.functional.scaled_dot_product_attention(queries, keys, values);
            queries.Dispose();
            keys.Dispose();
            values.Dispose();
            var tokens = attended.transpose(1, 2);
            attended.Dispose();
            var merged = tokens.flatten(2);
            tokens.Dispose();
            var output = out_proj.call(merged);
            merged.Dispose();
            return output;
        }
    }

    /// <summary>Attention, then two linear layers for each token, both added to what they get.</summary>
    [global::System.CodeDom.Compiler.GeneratedCode("NetVariants", "{version}")]
    public sealed class EncoderBlock : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        /// <summary>LayerNorm 192, eps 1E-06.</summary>
        public readonly torchModules.LayerNorm ln_1;

        /// <summary>MultiheadAttention.</summary>
        public readonly MultiheadAttention self_attention;

        /// <summary>LayerNorm 192, eps 1E-06.</summary>
        public readonly torchModules.LayerNorm ln_2;

        /// <summary>The modules under <c>mlp</c>.</summary>
        public readonly MlpModules mlp;

        /// <summary>Builds the block.</summary>
        /// <param name="device">Where the parameters live; null for the default.</param>
        /// <param name="dtype">Their element type; null for the default.</param>
        public EncoderBlock(torch.Device? device = null, torch.ScalarType? dtype = null)
            : base("EncoderBlock")
        {
            ln_1 = torch.nn.LayerNorm(192, eps: 1E-06, device: device, dtype: dtype);
            register_module("ln_1", ln_1);
            self_attention = new MultiheadAttention(device: device, dtype: dtype);
            register_module("self_attention", self_attention);
            ln_2 = torch.nn.LayerNorm(192, eps: 1E-06, device: device, dtype: dtype);
            register_module("ln_2", ln_2);
            mlp = new MlpModules(device: device, dtype: dtype);
            register_module("mlp", mlp);
        }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input)
        {
            var normed = ln_1.call(input);
            var attended = self_attention.call(normed);
            normed.Dispose();
            var dropped = torch.nn.functional.dropout(attended, 0.1, training);
            attended.Dispose();
            dropped.add_(input);
            var normed2 = ln_2.call(dropped);
            var expanded = mlp._0.call(normed2);
            normed2.Dispose();
            var activated = expanded.gelu();
            expanded.Dispose();
            var dropped2 = torch.nn.functional.dropout(activated, 0.1, training);
            activated.Dispose();
            var projected = mlp._3.call(dropped2);
            dropped2.Dispose();
            var output = torch.nn.functional.dropout(projected, 0.1, training);
            projected.Dispose();
            output.add_(dropped);
            dropped.Dispose();
            return output;
        }

        /// <summary>The modules under <c>mlp</c>.</summary>
        [global::System.CodeDom.Compiler.GeneratedCode("NetVariants", "{version}")]
        public sealed class MlpModules : torch.nn.Module
        {
            /// <summary>Linear 192→384.</summary>
            [global::TorchSharp.Utils.ComponentName(Name = "0")]
            public readonly torchModules.Linear _0;

            /// <summary>Linear 384→192.</summary>
            [global::TorchSharp.Utils.ComponentName(Name = "3")]
            public readonly torchModules.Linear _3;

            /// <summary>Creates the modules.</summary>
            /// <param name="device">Where the parameters live; null for the default.</param>
            /// <param name="dtype">Their element type; null for the default.</param>
            public MlpModules(torch.Device? device = null, torch.ScalarType? dtype = null)
                : base("MlpModules")
            {
                _0 = torch.nn.Linear(192, 384, device: device, dtype: dtype);
                register_module("0", _0);
                _3 = torch.nn.Linear(384, 192, device: device, dtype: dtype);
                register_module("3", _3);
            }
        }
    }
}
