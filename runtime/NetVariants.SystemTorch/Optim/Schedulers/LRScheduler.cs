using System;
using System.Collections.Generic;
using System.Linq;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Learning rate schedules, with PyTorch's arithmetic (torch/optim/lr_scheduler.py).</summary>
        public static partial class lr_scheduler
        {
            /// <summary>The base of the schedules. A schedule sets the first epoch's rates when it is created, and the next one's at each <see cref="step()"/>.</summary>
            public abstract partial class LRScheduler
            {
                /// <summary>How often the schedule has stepped, its creation included.</summary>
                protected int _step_count;

                internal Optimizer _optimizer = null!;
                internal int _last_epoch = -1;
                internal List<double> _base_lrs = [];
                internal List<double> _last_lrs = [];
                private readonly bool _verbose;

                /// <summary>Creates a schedule of other schedules.</summary>
                protected LRScheduler()
                {
                }

                /// <summary>Creates the schedule of an optimizer's learning rates.</summary>
                /// <param name="optimizer">The optimizer.</param>
                /// <param name="last_epoch">The index of the last epoch done; -1 starts from the beginning.</param>
                /// <param name="verbose">Whether changes are written to the console.</param>
                protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false)
                {
                    ArgumentNullException.ThrowIfNull(optimizer);
                    _optimizer = optimizer;
                    _last_epoch = last_epoch;
                    _verbose = verbose;
                    _base_lrs = [.. optimizer.ParamGroups.Select(group => group.InitialLearningRate)];
                    _last_lrs = [.. optimizer.ParamGroups.Select(group => group.LearningRate)];
                }

                /// <summary>Whether changes are written to the console.</summary>
                private protected bool Verbose => _verbose;

                /// <summary>The optimizer's groups.</summary>
                private protected List<ILearningRateController> Groups => [.. _optimizer.ParamGroups];

                /// <summary>Goes on to the next epoch.</summary>
                public virtual void step() => step(null);

                /// <summary>Goes on to the next epoch, or to the given one.</summary>
                public virtual void step(int? epoch)
                {
                    _step_count++;
                    _last_epoch = epoch ?? _last_epoch + 1;
                    double[] rates = [.. epoch is null ? get_lr() : get_closed_form_lr()];
                    List<ILearningRateController> groups = Groups;
                    for (int i = 0; i < groups.Count; i++)
                    {
                        groups[i].LearningRate = rates[i];
                        if (_verbose && _last_lrs[i] != rates[i])
                            Console.WriteLine(FormattableString.Invariant($"Adjusting learning rate of group {i} to {rates[i]:e4}."));
                    }

                    _last_lrs = [.. rates];
                }

                /// <summary>Goes on to the next epoch, or to the given one, after one with a validation result.</summary>
                /// <param name="current">The result; only <see cref="impl.ReduceLROnPlateau"/> looks at it.</param>
                /// <param name="epoch">The epoch, or null.</param>
                public virtual void step(double current, int? epoch = null) => step(epoch);

                /// <summary>The rates that the last step set, one a group.</summary>
                public IEnumerable<double> get_last_lr() => _last_lrs;

                /// <summary>The rates of the epoch, from those of the epoch before, so that several schedules can work on one optimizer.</summary>
                protected virtual IEnumerable<double> get_lr() => _optimizer.ParamGroups.Select(group => group.LearningRate);

                /// <summary>The rates of the epoch, from its number alone.</summary>
                protected virtual IEnumerable<double> get_closed_form_lr() => get_lr();

                /// <summary>The same number for each of an optimizer's groups.</summary>
                private protected static IEnumerable<double> ForEach(Optimizer optimizer, double value)
                    => Enumerable.Repeat(value, optimizer.ParamGroups.Count());

                /// <summary>Each group's rate, changed.</summary>
                private protected IEnumerable<double> Scaled(double factor)
                    => _optimizer.ParamGroups.Select(group => group.LearningRate * factor);

                /// <summary>Sets the first epoch's rates: the last thing that a schedule's constructor does.</summary>
                internal void TakeInitialStep()
                {
                    _step_count = 0;
                    step();
                }
            }

            /// <summary>The schedules themselves; the functions of <see cref="lr_scheduler"/> create them.</summary>
            public static partial class impl
            {
            }
        }
    }
}
