#nullable disable // as in TorchSharp, whose callers may pass and get null here without a warning

using System;
using System.IO;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class Rprop
{
    /// <summary>What Rprop remembers of a parameter.</summary>
    public sealed partial class State : OptimizerState, IDisposable
    {
        /// <summary>The number of steps taken.</summary>
        public long step;

        /// <summary>The last gradient.</summary>
        public Tensor prev;

        /// <summary>The size of each element's step.</summary>
        public Tensor step_size;

        /// <summary>Creates the state of a parameter.</summary>
        public State(Parameter parameter) : base(parameter)
        {
        }

        /// <inheritdoc/>
        public override void Initialize(OptimizerOptions options)
        {
            step = 0;
            Replace(ref prev, Zeros());
            Replace(ref step_size, full_like(_parameter, options.LearningRate.Value));
        }

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(step);
            prev.Save(writer);
            step_size.Save(writer);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            step = reader.ReadInt64();
            prev.Load(reader);
            step_size.Load(reader);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerState source)
        {
            var other = (State)source;
            step = other.step;
            Copy(ref prev, other.prev);
            Copy(ref step_size, other.step_size);
        }

        /// <inheritdoc/>
        public override void to(Device device)
        {
            Move(ref prev, device);
            Move(ref step_size, device);
        }

        /// <inheritdoc/>
        public override bool ApproximatelyEquals(OptimizerState other)
            => other is State state && step == state.step && Close(prev, state.prev) && Close(step_size, state.step_size);

        /// <summary>Releases the tensors.</summary>
        public void Dispose()
        {
            Replace(ref prev, null);
            Replace(ref step_size, null);
        }
    }
}
