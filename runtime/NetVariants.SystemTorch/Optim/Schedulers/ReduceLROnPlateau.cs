#nullable disable // as in TorchSharp, whose callers may pass and get null here without a warning

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
                /// <summary>The rate times <c>factor</c> whenever a validation result has not improved for more than <c>patience</c> epochs.</summary>
                public partial class ReduceLROnPlateau : LRScheduler
                {
                    private readonly bool _minimise;
                    private readonly bool _relative;
                    private readonly double _factor;
                    private readonly int _patience;
                    private readonly double _threshold;
                    private readonly int _cooldown;
                    private readonly List<double> _leastRates;
                    private readonly double _eps;
                    private double _best;
                    private int _badEpochs;
                    private int _cooldownLeft;

                    /// <summary>Creates the schedule.</summary>
                    /// <param name="optimizer">The optimizer.</param>
                    /// <param name="mode">"min" where lower results are better, "max" where higher ones are.</param>
                    /// <param name="factor">What the rate is multiplied with, less than 1.</param>
                    /// <param name="patience">The epochs without improvement that are put up with.</param>
                    /// <param name="threshold">By how much a result must be better to count.</param>
                    /// <param name="threshold_mode">"rel" where the threshold is a share of the best result, "abs" where it is a difference.</param>
                    /// <param name="cooldown">The epochs after a reduction that do not count.</param>
                    /// <param name="min_lr">The least rates: one for all groups or one a group; null is 0.</param>
                    /// <param name="eps">Smaller changes of the rate are not made.</param>
                    /// <param name="verbose">Whether reductions are written to the console.</param>
                    /// <exception cref="ArgumentException">A mode is unknown, or the factor is not less than 1.</exception>
                    public ReduceLROnPlateau(
                        Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 0.0001,
                        string threshold_mode = "rel",
                        int cooldown = 0, IList<double> min_lr = null, double eps = 1e-8, bool verbose = false)
                        : base(optimizer, -1, verbose)
                    {
                        if (factor >= 1)
                            throw new ArgumentException("Factor should be < 1.0", nameof(factor));
                        if (mode is not ("min" or "max"))
                            throw new ArgumentException($"mode {mode} is unknown!", nameof(mode));
                        if (threshold_mode is not ("rel" or "abs"))
                            throw new ArgumentException($"threshold mode {threshold_mode} is unknown!", nameof(threshold_mode));

                        _minimise = mode == "min";
                        _relative = threshold_mode == "rel";
                        _factor = factor;
                        _patience = patience;
                        _threshold = threshold;
                        _cooldown = cooldown;
                        _leastRates = min_lr is { Count: > 1 } ? [.. min_lr] : [.. Enumerable.Repeat(min_lr?.FirstOrDefault() ?? 0, _base_lrs.Count)];
                        _eps = eps;
                        _best = _minimise ? double.PositiveInfinity : double.NegativeInfinity;
                        _last_epoch = 0;
                    }

                    /// <summary>Not possible: the schedule needs a result.</summary>
                    /// <exception cref="InvalidOperationException">Always.</exception>
                    public override void step()
                        => throw new InvalidOperationException("ReduceLROnPlateau needs a validation result: call step(double, int?).");

                    /// <summary>Not possible: the schedule needs a result.</summary>
                    /// <exception cref="InvalidOperationException">Always.</exception>
                    public override void step(int? epoch) => step();

                    /// <summary>Goes on to the next epoch, or to the given one, after one with a validation result.</summary>
                    public override void step(double current, int? epoch = null)
                    {
                        _last_epoch = epoch ?? _last_epoch + 1;
                        if (IsBetter(current))
                        {
                            _best = current;
                            _badEpochs = 0;
                        }
                        else
                        {
                            _badEpochs++;
                        }

                        if (_cooldownLeft > 0)
                        {
                            _cooldownLeft--;
                            _badEpochs = 0;
                        }

                        if (_badEpochs > _patience)
                        {
                            Reduce();
                            _cooldownLeft = _cooldown;
                            _badEpochs = 0;
                        }

                        _last_lrs = [.. get_lr()];
                    }

                    private bool IsBetter(double result)
                    {
                        double sign = _minimise ? -1 : 1;
                        double bar = _relative ? _best * (1 + (sign * _threshold)) : _best + (sign * _threshold);
                        return _minimise ? result < bar : result > bar;
                    }

                    private void Reduce()
                    {
                        List<ILearningRateController> groups = Groups;
                        for (int i = 0; i < groups.Count; i++)
                        {
                            double reduced = Math.Max(groups[i].LearningRate * _factor, _leastRates[i]);
                            if (groups[i].LearningRate - reduced <= _eps)
                                continue;
                            groups[i].LearningRate = reduced;
                            if (Verbose)
                                Console.WriteLine(FormattableString.Invariant($"Epoch {_last_epoch}: reducing learning rate of group {i} to {reduced:e4}."));
                        }
                    }
                }
            }
        }
    }
}
