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
                /// <summary>The rate times <c>gamma</c> at each of the epochs given; at one that is given twice, twice.</summary>
                public partial class MultiStepLR : LRScheduler
                {
                    private readonly List<int> _milestones;
                    private readonly double _gamma;

                    /// <summary>Creates the schedule.</summary>
                    public MultiStepLR(
                        Optimizer optimizer, IList<int> milestones, double gamma = 0.1, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        _milestones = [.. milestones];
                        _gamma = gamma;
                        TakeInitialStep();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                        => Scaled(Math.Pow(_gamma, _milestones.Count(milestone => milestone == _last_epoch)));

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr()
                    {
                        double factor = Math.Pow(_gamma, _milestones.Count(milestone => milestone <= _last_epoch));
                        return _base_lrs.Select(rate => rate * factor);
                    }
                }
            }
        }
    }
}
