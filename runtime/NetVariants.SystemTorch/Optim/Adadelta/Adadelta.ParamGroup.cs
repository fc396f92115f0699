#nullable disable // as in TorchSharp, whose callers may pass and get null here without a warning

using System.Collections.Generic;

namespace TorchSharp.Modules;

public partial class Adadelta
{
    /// <summary>Parameters that Adadelta treats alike.</summary>
    public partial class ParamGroup : ParamGroup<Options>
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
            IEnumerable<Parameter> parameters, double lr = 1, double rho = 0.9, double eps = 1e-6, double weight_decay = 0,
            bool maximize = false)
            : base(parameters, new Options { LearningRate = lr, rho = rho, eps = eps, weight_decay = weight_decay, maximize = maximize })
        {
        }
    }
}
