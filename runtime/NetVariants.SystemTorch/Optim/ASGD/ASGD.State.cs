#nullable disable // as in TorchSharp, whose callers may pass and get null here without a warning

using System;
using System.IO;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class ASGD
{
    /// <summary>What ASGD remembers of a parameter.</summary>
    public sealed partial class State : OptimizerState, IDisposable
    {
        /// <summary>The number of steps taken.</summary>
        public long step;

        /// <summary>The learning rate of the next step.</summary>
        public double eta;

        /// <summary>The weight of the next step in the average.</summary>
        public double mu;

        /// <summary>The average of the parameter.</summary>
        public Tensor ax;

        /// <summary>Creates the state of a parameter.</summary>
        public State(Parameter parameter) : base(parameter)
        {
        }

        /// <inheritdoc/>
        public override void Initialize(OptimizerOptions options)
        {
            step = 0;
            eta = options.LearningRate.Value;
            mu = 1;
            Replace(ref ax, Zeros());
        }

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(step);
            writer.Write(eta);
            writer.Write(mu);
            ax.Save(writer);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            step = reader.ReadInt64();
            eta = reader.ReadDouble();
            mu = reader.ReadDouble();
            ax.Load(reader);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerState source)
        {
            var other = (State)source;
            step = other.step;
            eta = other.eta;
            mu = other.mu;
            Copy(ref ax, other.ax);
        }

        /// <inheritdoc/>
        public override void to(Device device)
        {
            Move(ref ax, device);
        }

        /// <inheritdoc/>
        public override bool ApproximatelyEquals(OptimizerState other)
            => other is State state && step == state.step && eta == state.eta && mu == state.mu && Close(ax, state.ax);

        /// <summary>Releases the tensors.</summary>
        public void Dispose()
        {
            Replace(ref ax, null);
        }
    }
}
