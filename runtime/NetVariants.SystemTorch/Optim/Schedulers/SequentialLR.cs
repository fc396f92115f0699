using System;
using System.Collections.Generic;
using System.Linq;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Several schedules one after the other; each starts anew at its milestone.</summary>
                public partial class SequentialLR : LRScheduler
                {
                    private readonly List<LRScheduler> _schedulers;
                    private readonly List<int> _milestones;

                    /// <summary>Creates the schedule.</summary>
                    /// <param name="optimizer">The optimizer of all the schedules.</param>
                    /// <param name="schedulers">The schedules, just created.</param>
                    /// <param name="milestones">The epochs at which the second, third, … one starts.</param>
                    /// <param name="last_epoch">The index of the last epoch done; -1 starts from the beginning.</param>
                    /// <exception cref="ArgumentException">A schedule is of another optimizer, or there is not one milestone less than schedules.</exception>
                    public SequentialLR(
                        Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones, int last_epoch = -1)
                        : base(optimizer, last_epoch + 1)
                    {
                        _schedulers = [.. schedulers];
                        _milestones = [.. milestones];
                        if (_schedulers.Any(scheduler => scheduler._optimizer != optimizer))
                            throw new ArgumentException("All schedulers must be of the same optimizer.", nameof(schedulers));
                        if (_milestones.Count != _schedulers.Count - 1)
                        {
                            throw new ArgumentException(
                                $"{_schedulers.Count} schedulers need {_schedulers.Count - 1} milestones, but got {_milestones.Count}.", nameof(milestones));
                        }

                        // Each schedule took its first step when it was created: only the first one's is to stand.
                        foreach (ILearningRateController group in optimizer.ParamGroups)
                            group.LearningRate = group.InitialLearningRate;
                        foreach (LRScheduler scheduler in _schedulers)
                            scheduler._last_epoch--;
                        _schedulers[0].TakeInitialStep();
                        _last_lrs = _schedulers[0]._last_lrs;
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        int current = _milestones.Count(milestone => milestone <= _last_epoch);
                        if (current > 0 && _milestones[current - 1] == _last_epoch)
                            _schedulers[current].step(0);
                        else
                            _schedulers[current].step();
                        return base.get_lr();
                    }
                }
            }
        }
    }
}
