#nullable disable // as in TorchSharp, whose callers may pass and get null here without a warning

using System.Collections.Generic;

namespace TorchSharp.Modules;

public partial class Adagrad
{
    /// <summary>Parameters that Adagrad treats alike.</summary>
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
            IEnumerable<Parameter> parameters, double lr = 0.01, double lr_decay = 0, double weight_decay = 0,
            double initial_accumulator_value = 0, double eps = 1e-10)
            : base(
                parameters,
                new Options
                {
                    LearningRate = lr,
                    lr_decay = lr_decay,
                    weight_decay = weight_decay,
                    initial_accumulator_value = initial_accumulator_value,
                    eps = eps,
                })
        {
        }
    }
}
