#nullable disable // as in TorchSharp, whose callers may pass and get null here without a warning

using System.Collections.Generic;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class RMSProp
{
    /// <summary>Parameters that RMSProp treats alike.</summary>
    public partial class ParamGroup : ParamGroup<Options>, optim.IMomentum
    {
        /// <summary>Creates an empty group; its properties are set afterwards.</summary>
        public ParamGroup()
        {
        }

        /// <summary>Creates a group; options that are left open are the optimizer's own.</summary>
        public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options)
        {
        }

        /// <summary>Creates a group.</summary>
        public ParamGroup(
            IEnumerable<Parameter> parameters, double lr = 0.001, double eps = 1e-8, double alpha = 0.99, double weight_decay = 0,
            double momentum = 0, bool centered = false)
            : base(
                parameters,
                new Options
                {
                    LearningRate = lr,
                    eps = eps,
                    alpha = alpha,
                    weight_decay = weight_decay,
                    momentum = momentum,
                    centered = centered,
                })
        {
        }

        /// <summary>The momentum.</summary>
        public double Momentum
        {
            get => Options.momentum.Value;
            set => Options.momentum = value;
        }
    }
}
