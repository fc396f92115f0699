#nullable disable // as in TorchSharp, whose callers may pass and get null here without a warning

using System.IO;

namespace TorchSharp.Modules;

public partial class SGD
{
    /// <summary>How SGD treats a group of parameters.</summary>
    public partial class Options : OptimizerOptions
    {
        /// <summary>How much of the last step is kept, 0 to 1.</summary>
        public double? momentum;

        /// <summary>How much of the gradient the momentum leaves out.</summary>
        public double? dampening;

        /// <summary>How much of the parameter is added to the gradient.</summary>
        public double? weight_decay;

        /// <summary>Whether the gradient is taken ahead of the momentum's step.</summary>
        public bool? nesterov;

        /// <summary>Whether the loss is maximised.</summary>
        public bool? maximize;

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            writer.Write(momentum.Value);
            writer.Write(dampening.Value);
            writer.Write(weight_decay.Value);
            writer.Write(nesterov.Value);
            writer.Write(maximize.Value);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            momentum = reader.ReadDouble();
            dampening = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
            nesterov = reader.ReadBoolean();
            maximize = reader.ReadBoolean();
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerOptions source)
        {
            base.LoadStateDict(source);
            var options = (Options)source;
            momentum = options.momentum;
            dampening = options.dampening;
            weight_decay = options.weight_decay;
            nesterov = options.nesterov;
            maximize = options.maximize;
        }

        internal void Complete(Options defaults)
        {
            CompleteLearningRate(defaults);
            momentum ??= defaults.momentum;
            dampening ??= defaults.dampening;
            weight_decay ??= defaults.weight_decay;
            nesterov ??= defaults.nesterov;
            maximize ??= defaults.maximize;
        }
    }
}
