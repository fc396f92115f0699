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
                /// <summary>The rate times (1 − epoch / <c>total_iters</c>) to a power, down to zero.</summary>
                public partial class PolynomialLR : LRScheduler
                {
                    private readonly double _totalIters;
                    private readonly double _power;

                    /// <summary>Creates the schedule.</summary>
                    public PolynomialLR(
                        Optimizer optimizer, int total_iters = 5, double power = 1, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        _totalIters = total_iters;
                        _power = power;
                        TakeInitialStep();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        if (_last_epoch == 0 || _last_epoch > _totalIters)
                            return base.get_lr();
                        return Scaled(Math.Pow((1 - (_last_epoch / _totalIters)) / (1 - ((_last_epoch - 1) / _totalIters)), _power));
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr()
                        => _base_lrs.Select(rate => rate * Math.Pow(1 - (Math.Min(_totalIters, _last_epoch) / _totalIters), _power));
                }
            }
        }
    }
}
