#nullable disable // as in TorchSharp, whose callers may pass and get null here without a warning

using System;
using System.IO;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class NAdam
{
    /// <summary>What NAdam remembers of a parameter.</summary>
    public sealed partial class State : OptimizerState, IDisposable
    {
        /// <summary>The number of steps taken.</summary>
        public long step;

        /// <summary>The product of the momenta so far.</summary>
        public double mu_product;

        /// <summary>The gradient's average.</summary>
        public Tensor exp_avg;

        /// <summary>The squared gradient's average.</summary>
        public Tensor exp_avg_sq;

        /// <summary>Creates the state of a parameter.</summary>
        public State(Parameter parameter) : base(parameter)
        {
        }

        /// <inheritdoc/>
        public override void Initialize(OptimizerOptions options)
        {
            step = 0;
            mu_product = 1;
            Replace(ref exp_avg, Zeros());
            Replace(ref exp_avg_sq, Zeros());
        }

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(step);
            writer.Write(mu_product);
            exp_avg.Save(writer);
            exp_avg_sq.Save(writer);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            step = reader.ReadInt64();
            mu_product = reader.ReadDouble();
            exp_avg.Load(reader);
            exp_avg_sq.Load(reader);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerState source)
        {
            var other = (State)source;
            step = other.step;
            mu_product = other.mu_product;
            Copy(ref exp_avg, other.exp_avg);
            Copy(ref exp_avg_sq, other.exp_avg_sq);
        }

        /// <inheritdoc/>
        public override void to(Device device)
        {
            Move(ref exp_avg, device);
            Move(ref exp_avg_sq, device);
        }

        /// <inheritdoc/>
        public override bool ApproximatelyEquals(OptimizerState other)
            => other is State state && step == state.step && mu_product == state.mu_product && Close(exp_avg, state.exp_avg)
                && Close(exp_avg_sq, state.exp_avg_sq);

        /// <summary>Releases the tensors.</summary>
        public void Dispose()
        {
            Replace(ref exp_avg, null);
            Replace(ref exp_avg_sq, null);
        }
    }
}
