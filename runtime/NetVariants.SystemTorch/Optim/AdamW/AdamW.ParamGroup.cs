#nullable disable // as in TorchSharp, whose callers may pass and get null here without a warning

using System.Collections.Generic;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class AdamW
{
    /// <summary>Parameters that AdamW treats alike.</summary>
    public partial class ParamGroup : ParamGroup<Options>, optim.IBetas
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
            IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
            double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : base(
                parameters,
                new Options
                {
                    LearningRate = lr,
                    beta1 = beta1,
                    beta2 = beta2,
                    eps = eps,
                    weight_decay = weight_decay,
                    amsgrad = amsgrad,
                    maximize = maximize,
                })
        {
        }

        /// <summary>The decay rates of the gradient's and the squared gradient's averages.</summary>
        public (double, double) Betas
        {
            get => (Options.beta1.Value, Options.beta2.Value);
            set => (Options.beta1, Options.beta2) = value;
        }
    }
}
