#nullable disable // as in TorchSharp, whose callers may pass and get null here without a warning

using System;
using System.IO;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class RMSProp
{
    /// <summary>What RMSProp remembers of a parameter.</summary>
    public sealed partial class State : OptimizerState, IDisposable
    {
        /// <summary>The number of steps taken.</summary>
        public long step;

        /// <summary>The squared gradient's average.</summary>
        public Tensor square_avg;

        /// <summary>The decayed sum of the steps.</summary>
        public Tensor momentum_buffer;

        /// <summary>The gradient's average.</summary>
        public Tensor grad_avg;

        /// <summary>Creates the state of a parameter.</summary>
        public State(Parameter parameter) : base(parameter)
        {
        }

        /// <inheritdoc/>
        public override void Initialize(OptimizerOptions options)
        {
            step = 0;
            Replace(ref square_avg, Zeros());
            Replace(ref momentum_buffer, Zeros());
            Replace(ref grad_avg, Zeros());
        }

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(step);
            square_avg.Save(writer);
            SaveConditionalStateTensor(writer, momentum_buffer);
            SaveConditionalStateTensor(writer, grad_avg);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            step = reader.ReadInt64();
            square_avg.Load(reader);
            LoadConditionalStateTensor(reader, ref momentum_buffer, _parameter.device);
            LoadConditionalStateTensor(reader, ref grad_avg, _parameter.device);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerState source)
        {
            var other = (State)source;
            step = other.step;
            Copy(ref square_avg, other.square_avg);
            Copy(ref momentum_buffer, other.momentum_buffer);
            Copy(ref grad_avg, other.grad_avg);
        }

        /// <inheritdoc/>
        public override void to(Device device)
        {
            Move(ref square_avg, device);
            Move(ref momentum_buffer, device);
            Move(ref grad_avg, device);
        }

        /// <inheritdoc/>
        public override bool ApproximatelyEquals(OptimizerState other)
            => other is State state && step == state.step && Close(square_avg, state.square_avg)
                && Close(momentum_buffer, state.momentum_buffer) && Close(grad_avg, state.grad_avg);

        /// <summary>Releases the tensors.</summary>
        public void Dispose()
        {
            Replace(ref square_avg, null);
            Replace(ref momentum_buffer, null);
            Replace(ref grad_avg, null);
        }
    }
}
