#nullable disable // as in TorchSharp, whose callers may pass and get null here without a warning

using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Optimizers: they change parameters by their gradients.</summary>
    public static partial class optim
    {
        /// <summary>The base of all optimizers.</summary>
        public abstract partial class Optimizer : IDisposable
        {
            /// <summary>The groups of parameters, each with its own options.</summary>
            protected IList<ParamGroup> _parameter_groups = [];

            private protected Optimizer()
            {
            }

            /// <summary>The groups of parameters, as what a learning rate schedule changes.</summary>
            public virtual IEnumerable<ILearningRateController> ParamGroups => _parameter_groups;

            /// <summary>Computes the loss where a closure is given; each kind of optimizer then changes the parameters by their gradients.</summary>
            /// <param name="closure">Computes the loss and its gradients anew; null where the gradients are there already.</param>
            /// <returns>What the closure gave, or null.</returns>
            public virtual Tensor step(Func<Tensor> closure = null)
            {
                using IDisposable tracked = enable_grad();
                return closure?.Invoke();
            }

            /// <summary>Fills the gradients with zeros.</summary>
            public virtual void zero_grad()
            {
                foreach (Parameter parameter in parameters())
                {
                    using Tensor grad = parameter.grad;
                    grad?.zero_();
                }
            }

            /// <summary>The parameters of all groups.</summary>
            public virtual IEnumerable<Parameter> parameters() => _parameter_groups.SelectMany(group => group.Parameters);

            /// <summary>Adds a group of parameters; options that it leaves open are the optimizer's own.</summary>
            public virtual void add_param_group(ParamGroup param_group) => _parameter_groups.Add(param_group);

            /// <summary>Releases the optimizer's state; the parameters are not its own.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Releases the optimizer's state.</summary>
            protected virtual void Dispose(bool disposing)
            {
            }

            /// <summary>An optimizer's options and state, in order of its groups and parameters.</summary>
            public partial class StateDictionary
            {
                internal StateDictionary()
                {
                }

                /// <summary>The options of each group.</summary>
                public List<OptimizerOptions> Options { get; } = [];

                /// <summary>The state of each parameter.</summary>
                public List<OptimizerState> State { get; } = [];

                /// <summary>For each group, its parameters' indices in <see cref="State"/>.</summary>
                public List<List<int>> StateIndexRef { get; } = [];
            }
        }

        /// <summary>What a learning rate schedule changes.</summary>
        public partial interface ILearningRateController
        {
            /// <summary>The learning rate.</summary>
            double LearningRate { get; set; }

            /// <summary>The learning rate that schedules start from.</summary>
            double InitialLearningRate { get; set; }
        }

        /// <summary>What has a momentum that a schedule can change.</summary>
        public partial interface IMomentum
        {
            /// <summary>The momentum.</summary>
            double Momentum { get; set; }
        }

        /// <summary>What has decay rates of two moments that a schedule can change.</summary>
        public partial interface IBetas
        {
            /// <summary>The decay rates of the gradient's and the squared gradient's averages.</summary>
            (double, double) Betas { get; set; }
        }
    }
}
