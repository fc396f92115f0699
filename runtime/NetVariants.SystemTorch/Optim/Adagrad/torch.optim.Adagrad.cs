#nullable disable // as in TorchSharp, whose callers may pass and get null here without a warning

using System.Collections.Generic;
using System.Linq;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <inheritdoc cref="Modules.Adagrad"/>
        public static Adagrad Adagrad(
            IEnumerable<Parameter> parameters, double lr = 0.01, double lr_decay = 0, double weight_decay = 0,
            double initial_accumulator_value = 0, double eps = 1e-10)
            => new(parameters, lr, lr_decay, weight_decay, initial_accumulator_value, eps);

        /// <inheritdoc cref="Modules.Adagrad"/>
        public static Adagrad Adagrad(
            IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.01, double lr_decay = 0, double weight_decay = 0,
            double initial_accumulator_value = 0, double eps = 1e-10)
            => new(parameters.Select(entry => entry.parameter), lr, lr_decay, weight_decay, initial_accumulator_value, eps);

        /// <inheritdoc cref="Modules.Adagrad"/>
        public static Adagrad Adagrad(
            IEnumerable<Adagrad.ParamGroup> parameters, double lr = 0.01, double lr_decay = 0, double weight_decay = 0,
            double initial_accumulator_value = 0, double eps = 1e-10)
            => new(parameters, lr, lr_decay, weight_decay, initial_accumulator_value, eps);
    }
}
