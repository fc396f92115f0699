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
                /// <summary>The rate times a factor that goes linearly from <c>start_factor</c> to <c>end_factor</c> over <c>total_iters</c> epochs.</summary>
                public partial class LinearLR : LRScheduler
                {
                    private readonly double _start;
                    private readonly double _end;
                    private readonly int _totalIters;

                    /// <summary>Creates the schedule.</summary>
                    public LinearLR(
                        Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1, int total_iters = 5, int last_epoch = -1,
                        bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        _start = start_factor;
                        _end = end_factor;
                        _totalIters = total_iters;
                        TakeInitialStep();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        if (_last_epoch == 0)
                            return Scaled(_start);
                        if (_last_epoch > _totalIters)
                            return base.get_lr();
                        double rise = _end - _start;
                        return Scaled(1 + (rise / ((_totalIters * _start) + ((_last_epoch - 1) * rise))));
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr()
                        => _base_lrs.Select(rate => rate * (_start + ((_end - _start) * Math.Min(_totalIters, _last_epoch) / _totalIters)));
                }
            }
        }
    }
}
