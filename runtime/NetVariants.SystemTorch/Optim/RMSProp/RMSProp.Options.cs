#nullable disable // as in TorchSharp, whose callers may pass and get null here without a warning

using System.IO;

namespace TorchSharp.Modules;

public partial class RMSProp
{
    /// <summary>How RMSProp treats a group of parameters.</summary>
    public partial class Options : OptimizerOptions
    {
        /// <summary>Whether the loss is maximised.</summary>
        public bool? maximize;

        /// <summary>How much of the last step is kept, 0 to 1.</summary>
        public double? momentum;

        /// <summary>The decay of the squared gradient's average.</summary>
        public double? alpha;

        /// <summary>Added to the denominator.</summary>
        public double? eps;

        /// <summary>How much of the parameter is added to the gradient.</summary>
        public double? weight_decay;

        /// <summary>Whether the variance divides instead of the squared average.</summary>
        public bool? centered;

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            writer.Write(maximize.Value);
            writer.Write(momentum.Value);
            writer.Write(alpha.Value);
            writer.Write(eps.Value);
            writer.Write(weight_decay.Value);
            writer.Write(centered.Value);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            maximize = reader.ReadBoolean();
            momentum = reader.ReadDouble();
            alpha = reader.ReadDouble();
            eps = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
            centered = reader.ReadBoolean();
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerOptions source)
        {
            base.LoadStateDict(source);
            var options = (Options)source;
            maximize = options.maximize;
            momentum = options.momentum;
            alpha = options.alpha;
            eps = options.eps;
            weight_decay = options.weight_decay;
            centered = options.centered;
        }

        internal void Complete(Options defaults)
        {
            CompleteLearningRate(defaults);
            maximize ??= defaults.maximize;
            momentum ??= defaults.momentum;
            alpha ??= defaults.alpha;
            eps ??= defaults.eps;
            weight_decay ??= defaults.weight_decay;
            centered ??= defaults.centered;
        }
    }
}
