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
                /// <summary>The rate times <c>gamma</c> every epoch.</summary>
                public partial class ExponentialLR : LRScheduler
                {
                    private readonly double _gamma;

                    /// <summary>Creates the schedule.</summary>
                    public ExponentialLR(Optimizer optimizer, double gamma = 0.1, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        _gamma = gamma;
                        TakeInitialStep();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() => _last_epoch == 0 ? base.get_lr() : Scaled(_gamma);

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr()
                        => _base_lrs.Select(rate => rate * Math.Pow(_gamma, _last_epoch));
                }
            }
        }
    }
}
