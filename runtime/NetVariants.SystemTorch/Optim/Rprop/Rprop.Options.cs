#nullable disable // as in TorchSharp, whose callers may pass and get null here without a warning

using System.IO;

namespace TorchSharp.Modules;

public partial class Rprop
{
    /// <summary>How Rprop treats a group of parameters.</summary>
    public partial class Options : OptimizerOptions
    {
        /// <summary>Whether the loss is maximised.</summary>
        public bool? maximize;

        /// <summary>By what a step shrinks where the gradient's sign changes.</summary>
        public double? etaminus;

        /// <summary>By what a step grows where the sign stays.</summary>
        public double? etaplus;

        /// <summary>The least step.</summary>
        public double? min_step;

        /// <summary>The greatest step.</summary>
        public double? max_step;

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            writer.Write(maximize.Value);
            writer.Write(etaminus.Value);
            writer.Write(etaplus.Value);
            writer.Write(min_step.Value);
            writer.Write(max_step.Value);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            maximize = reader.ReadBoolean();
            etaminus = reader.ReadDouble();
            etaplus = reader.ReadDouble();
            min_step = reader.ReadDouble();
            max_step = reader.ReadDouble();
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerOptions source)
        {
            base.LoadStateDict(source);
            var options = (Options)source;
            maximize = options.maximize;
            etaminus = options.etaminus;
            etaplus = options.etaplus;
            min_step = options.min_step;
            max_step = options.max_step;
        }

        internal void Complete(Options defaults)
        {
            CompleteLearningRate(defaults);
            maximize ??= defaults.maximize;
            etaminus ??= defaults.etaminus;
            etaplus ??= defaults.etaplus;
            min_step ??= defaults.min_step;
            max_step ??= defaults.max_step;
        }
    }
}
