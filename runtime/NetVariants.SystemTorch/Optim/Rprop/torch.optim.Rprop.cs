#nullable disable // as in TorchSharp, whose callers may pass and get null here without a warning

using System.Collections.Generic;
using System.Linq;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <inheritdoc cref="Modules.Rprop"/>
        public static Rprop Rprop(
            IEnumerable<Parameter> parameters, double lr = 0.01, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1e-6,
            double max_step = 50, bool maximize = false)
            => new(parameters, lr, etaminus, etaplus, min_step, max_step, maximize);

        /// <inheritdoc cref="Modules.Rprop"/>
        public static Rprop Rprop(
            IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.01, double etaminus = 0.5, double etaplus = 1.2,
            double min_step = 1e-6, double max_step = 50, bool maximize = false)
            => new(parameters.Select(entry => entry.parameter), lr, etaminus, etaplus, min_step, max_step, maximize);

        /// <inheritdoc cref="Modules.Rprop"/>
        public static Rprop Rprop(
            IEnumerable<Rprop.ParamGroup> parameters, double lr = 0.01, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1e-6,
            double max_step = 50, bool maximize = false)
            => new(parameters, lr, etaminus, etaplus, min_step, max_step, maximize);
    }
}
