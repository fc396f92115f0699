#nullable disable // as in TorchSharp, whose callers may pass and get null here without a warning

using System.IO;

namespace TorchSharp.Modules;

public partial class ASGD
{
    /// <summary>How ASGD treats a group of parameters.</summary>
    public partial class Options : OptimizerOptions
    {
        /// <summary>Whether the loss is maximised.</summary>
        public bool? maximize;

        /// <summary>How fast the parameters decay.</summary>
        public double? lambd;

        /// <summary>The power with which the learning rate falls.</summary>
        public double? alpha;

        /// <summary>How much of the parameter is added to the gradient.</summary>
        public double? weight_decay;

        /// <summary>The step at which averaging starts.</summary>
        public double? t0;

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            writer.Write(maximize.Value);
            writer.Write(lambd.Value);
            writer.Write(alpha.Value);
            writer.Write(weight_decay.Value);
            writer.Write(t0.Value);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            maximize = reader.ReadBoolean();
            lambd = reader.ReadDouble();
            alpha = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
            t0 = reader.ReadDouble();
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerOptions source)
        {
            base.LoadStateDict(source);
            var options = (Options)source;
            maximize = options.maximize;
            lambd = options.lambd;
            alpha = options.alpha;
            weight_decay = options.weight_decay;
            t0 = options.t0;
        }

        internal void Complete(Options defaults)
        {
            CompleteLearningRate(defaults);
            maximize ??= defaults.maximize;
            lambd ??= defaults.lambd;
            alpha ??= defaults.alpha;
            weight_decay ??= defaults.weight_decay;
            t0 ??= defaults.t0;
        }
    }
}
