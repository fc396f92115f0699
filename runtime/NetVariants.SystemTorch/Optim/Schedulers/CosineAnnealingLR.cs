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
                /// <summary>The rate along half a cosine, from the initial one to <c>eta_min</c> in <c>T_max</c> epochs and back (Loshchilov and Hutter 2017, without restarts).</summary>
                public partial class CosineAnnealingLR : LRScheduler
                {
                    private readonly double _period;
                    private readonly double _least;

                    /// <summary>Creates the schedule.</summary>
                    public CosineAnnealingLR(
                        Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        _period = T_max;
                        _least = eta_min;
                        TakeInitialStep();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        if (_last_epoch == 0)
                            return base.get_lr();

                        // A schedule that is taken up in the middle has no rate of the epoch before to start from.
                        if (_step_count == 1)
                            return get_closed_form_lr();

                        // At the lowest point the quotient below is 0 / 0.
                        if ((_last_epoch - 1 - _period) % (2 * _period) == 0)
                        {
                            double rise = (1 - Math.Cos(Math.PI / _period)) / 2;
                            return base.get_lr().Zip(_base_lrs, (rate, initial) => rate + ((initial - _least) * rise));
                        }

                        double factor = (1 + Math.Cos(Math.PI * _last_epoch / _period)) / (1 + Math.Cos(Math.PI * (_last_epoch - 1) / _period));
                        return base.get_lr().Select(rate => (factor * (rate - _least)) + _least);
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr()
                        => _base_lrs.Select(rate => _least + ((rate - _least) * (1 + Math.Cos(Math.PI * _last_epoch / _period)) / 2));
                }
            }
        }
    }
}
