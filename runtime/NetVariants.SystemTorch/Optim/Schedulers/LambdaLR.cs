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
                /// <summary>The initial rate times a function of the epoch.</summary>
                public partial class LambdaLR : LRScheduler
                {
                    private readonly List<Func<int, double>> _lambdas;

                    /// <summary>Creates a schedule with one function for all groups.</summary>
                    public LambdaLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false)
                        : this(optimizer, Enumerable.Repeat(lr_lambda, optimizer.ParamGroups.Count()), last_epoch, verbose)
                    {
                    }

                    /// <summary>Creates a schedule with one function a group.</summary>
                    public LambdaLR(
                        Optimizer optimizer, IEnumerable<Func<int, double>> lr_lambdas, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        _lambdas = [.. lr_lambdas];
                        TakeInitialStep();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                        => _base_lrs.Zip(_lambdas, (rate, lambda) => rate * lambda(_last_epoch));
                }
            }
        }
    }
}
