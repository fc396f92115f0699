#nullable disable // as in TorchSharp, whose callers may pass and get null here without a warning

using System.Collections.Generic;
using System.Linq;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <inheritdoc cref="Modules.Adadelta"/>
        public static Adadelta Adadelta(
            IEnumerable<Parameter> parameters, double lr = 1, double rho = 0.9, double eps = 1e-6, double weight_decay = 0,
            bool maximize = false)
            => new(parameters, lr, rho, eps, weight_decay, maximize);

        /// <inheritdoc cref="Modules.Adadelta"/>
        public static Adadelta Adadelta(
            IEnumerable<(string name, Parameter parameter)> parameters, double lr = 1, double rho = 0.9, double eps = 1e-6,
            double weight_decay = 0, bool maximize = false)
            => new(parameters.Select(entry => entry.parameter), lr, rho, eps, weight_decay, maximize);

        /// <inheritdoc cref="Modules.Adadelta"/>
        public static Adadelta Adadelta(
            IEnumerable<Adadelta.ParamGroup> parameters, double lr = 1, double rho = 0.9, double eps = 1e-6, double weight_decay = 0,
            bool maximize = false)
            => new(parameters, lr, rho, eps, weight_decay, maximize);
    }
}
