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
                /// <summary>Several schedules at once, each on what the one before it made of the rates.</summary>
                public partial class ChainedLR : LRScheduler
                {
                    private readonly List<LRScheduler> _schedulers;

                    /// <summary>Creates the schedule.</summary>
                    public ChainedLR(IEnumerable<LRScheduler> schedulers)
                    {
                        _schedulers = [.. schedulers];
                        TakeOverRates();
                    }

                    /// <inheritdoc/>
                    public override void step()
                    {
                        foreach (LRScheduler scheduler in _schedulers)
                            scheduler.step();
                        TakeOverRates();
                    }

                    private void TakeOverRates()
                        => _last_lrs = [.. _schedulers[^1]._optimizer.ParamGroups.Select(group => group.LearningRate)];
                }
            }
        }
    }
}
