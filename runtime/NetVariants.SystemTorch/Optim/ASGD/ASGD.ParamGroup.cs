#nullable disable // as in TorchSharp, whose callers may pass and get null here without a warning

using System.Collections.Generic;

namespace TorchSharp.Modules;

public partial class ASGD
{
    /// <summary>Parameters that ASGD treats alike.</summary>
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
            IEnumerable<Parameter> parameters, double lr = 0.01, double lambd = 0.0001, double alpha = 0.75, double t0 = 1000000,
            double weight_decay = 0)
            : base(parameters, new Options { LearningRate = lr, lambd = lambd, alpha = alpha, t0 = t0, weight_decay = weight_decay })
        {
        }
    }
}
