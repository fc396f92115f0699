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
                /// <summary>The rate times <c>factor</c> for the first <c>total_iters</c> epochs.</summary>
                public partial class ConstantLR : LRScheduler
                {
                    private readonly double _factor;
                    private readonly int _totalIters;

                    /// <summary>Creates the schedule.</summary>
                    public ConstantLR(
                        Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        _factor = factor;
                        _totalIters = total_iters;
                        TakeInitialStep();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        if (_last_epoch == 0)
                            return Scaled(_factor);
                        return _last_epoch == _totalIters ? Scaled(1 / _factor) : base.get_lr();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr()
                        => _base_lrs.Select(rate => _last_epoch >= _totalIters ? rate : rate * _factor);
                }
            }
        }
    }
}
