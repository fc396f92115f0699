#nullable disable // as in TorchSharp, whose callers may pass and get null here without a warning

using System.Collections.Generic;

namespace TorchSharp.Modules;

public partial class Rprop
{
    /// <summary>Parameters that Rprop treats alike.</summary>
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
            IEnumerable<Parameter> parameters, double lr = 0.01, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1e-6,
            double max_step = 50, bool maximize = false)
            : base(
                parameters,
                new Options
                {
                    LearningRate = lr,
                    etaminus = etaminus,
                    etaplus = etaplus,
                    min_step = min_step,
                    max_step = max_step,
                    maximize = maximize,
                })
        {
        }
    }
}
