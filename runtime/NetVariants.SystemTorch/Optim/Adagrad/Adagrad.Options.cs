#nullable disable // as in TorchSharp, whose callers may pass and get null here without a warning

using System.IO;

namespace TorchSharp.Modules;

public partial class Adagrad
{
    /// <summary>How Adagrad treats a group of parameters.</summary>
    public partial class Options : OptimizerOptions
    {
        /// <summary>How fast the learning rate falls with the steps.</summary>
        public double? lr_decay;

        /// <summary>What the sum of squares starts from.</summary>
        public double? initial_accumulator_value;

        /// <summary>Added to the denominator.</summary>
        public double? eps;

        /// <summary>How much of the parameter is added to the gradient.</summary>
        public double? weight_decay;

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            writer.Write(lr_decay.Value);
            writer.Write(initial_accumulator_value.Value);
            writer.Write(eps.Value);
            writer.Write(weight_decay.Value);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            lr_decay = reader.ReadDouble();
            initial_accumulator_value = reader.ReadDouble();
            eps = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerOptions source)
        {
            base.LoadStateDict(source);
            var options = (Options)source;
            lr_decay = options.lr_decay;
            initial_accumulator_value = options.initial_accumulator_value;
            eps = options.eps;
            weight_decay = options.weight_decay;
        }

        internal void Complete(Options defaults)
        {
            CompleteLearningRate(defaults);
            lr_decay ??= defaults.lr_decay;
            initial_accumulator_value ??= defaults.initial_accumulator_value;
            eps ??= defaults.eps;
            weight_decay ??= defaults.weight_decay;
        }
    }
}
