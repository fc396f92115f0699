#nullable disable // as in TorchSharp, whose callers may pass and get null here without a warning

using System;
using System.IO;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class AdamW
{
    /// <summary>What AdamW remembers of a parameter.</summary>
    public sealed partial class State : OptimizerState, IDisposable
    {
        /// <summary>The number of steps taken.</summary>
        public long step;

        /// <summary>The gradient's average.</summary>
        public Tensor exp_avg;

        /// <summary>The squared gradient's average.</summary>
        public Tensor exp_avg_sq;

        /// <summary>The greatest squared average so far; null without <c>amsgrad</c>.</summary>
        public Tensor max_exp_avg_sq;

        /// <summary>Creates the state of a parameter.</summary>
        public State(Parameter parameter) : base(parameter)
        {
        }

        /// <inheritdoc/>
        public override void Initialize(OptimizerOptions options)
        {
            step = 0;
            Replace(ref exp_avg, Zeros());
            Replace(ref exp_avg_sq, Zeros());
            Replace(ref max_exp_avg_sq, ((Options)options).amsgrad.Value ? Zeros() : null);
        }

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(step);
            exp_avg.Save(writer);
            exp_avg_sq.Save(writer);
            SaveConditionalStateTensor(writer, max_exp_avg_sq);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            step = reader.ReadInt64();
            exp_avg.Load(reader);
            exp_avg_sq.Load(reader);
            LoadConditionalStateTensor(reader, ref max_exp_avg_sq, _parameter.device);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerState source)
        {
            var other = (State)source;
            step = other.step;
            Copy(ref exp_avg, other.exp_avg);
            Copy(ref exp_avg_sq, other.exp_avg_sq);
            Copy(ref max_exp_avg_sq, other.max_exp_avg_sq);
        }

        /// <inheritdoc/>
        public override void to(Device device)
        {
            Move(ref exp_avg, device);
            Move(ref exp_avg_sq, device);
            Move(ref max_exp_avg_sq, device);
        }

        /// <inheritdoc/>
        public override bool ApproximatelyEquals(OptimizerState other)
            => other is State state && step == state.step && Close(exp_avg, state.exp_avg) && Close(exp_avg_sq, state.exp_avg_sq)
                && Close(max_exp_avg_sq, state.max_exp_avg_sq);

        /// <summary>Releases the tensors.</summary>
        public void Dispose()
        {
            Replace(ref exp_avg, null);
            Replace(ref exp_avg_sq, null);
            Replace(ref max_exp_avg_sq, null);
        }

        internal void RaiseMaximum() => Replace(ref max_exp_avg_sq, maximum(max_exp_avg_sq, exp_avg_sq));
    }
}
