#nullable disable // as in TorchSharp, whose callers may pass and get null here without a warning

using System.IO;

namespace TorchSharp.Modules;

public partial class Adadelta
{
    /// <summary>How Adadelta treats a group of parameters.</summary>
    public partial class Options : OptimizerOptions
    {
        /// <summary>The decay of the averages.</summary>
        public double? rho;

        /// <summary>Added to the denominator.</summary>
        public double? eps;

        /// <summary>How much of the parameter is added to the gradient.</summary>
        public double? weight_decay;

        /// <summary>Whether the loss is maximised.</summary>
        public bool? maximize;

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            writer.Write(rho.Value);
            writer.Write(eps.Value);
            writer.Write(weight_decay.Value);
            writer.Write(maximize.Value);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            rho = reader.ReadDouble();
            eps = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
            maximize = reader.ReadBoolean();
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerOptions source)
        {
            base.LoadStateDict(source);
            var options = (Options)source;
            rho = options.rho;
            eps = options.eps;
            weight_decay = options.weight_decay;
            maximize = options.maximize;
        }

        internal void Complete(Options defaults)
        {
            CompleteLearningRate(defaults);
            rho ??= defaults.rho;
            eps ??= defaults.eps;
            weight_decay ??= defaults.weight_decay;
            maximize ??= defaults.maximize;
        }
    }
}
