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
                /// <summary>The rate up and then far down over one training, and the momentum against it (Smith and Topin 2018).</summary>
                public partial class OneCycleLR : LRScheduler
                {
                    private readonly int _totalSteps;
                    private readonly Phase[] _phases;
                    private readonly bool _cycleMomentum;
                    private readonly Func<double, double, double, double> _anneal;

                    /// <summary>Creates a schedule with the same bounds for all groups.</summary>
                    public OneCycleLR(
                        Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1,
                        double pct_start = 0.3,
                        AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, double base_momentum = 0.85,
                        double max_momentum = 0.95,
                        double div_factor = 25, double final_div_factor = 10000, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : this(
                            optimizer, ForEach(optimizer, max_lr), total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy,
                            cycle_momentum,
                            ForEach(optimizer, base_momentum), ForEach(optimizer, max_momentum), div_factor, final_div_factor, three_phase,
                            last_epoch, verbose)
                    {
                    }

                    /// <summary>Creates a schedule with the bounds of each group.</summary>
                    /// <param name="optimizer">The optimizer.</param>
                    /// <param name="max_lr">The highest rates.</param>
                    /// <param name="total_steps">The steps of the whole training; -1 where the next two give them.</param>
                    /// <param name="epochs">The epochs of the training.</param>
                    /// <param name="steps_per_epoch">The steps of each epoch.</param>
                    /// <param name="pct_start">The share of the steps in which the rate rises, 0 to 1.</param>
                    /// <param name="anneal_strategy">The shape of the rise and the falls.</param>
                    /// <param name="cycle_momentum">Whether the momentum, or the first of the betas, changes too, the other way round.</param>
                    /// <param name="base_momentum">The lowest momenta; null is 0.85.</param>
                    /// <param name="max_momentum">The highest momenta; null is 0.95.</param>
                    /// <param name="div_factor">The highest rate over the first one.</param>
                    /// <param name="final_div_factor">The first rate over the last one.</param>
                    /// <param name="three_phase">Whether the rate falls to the first one as it rose, before it falls to the last one.</param>
                    /// <param name="last_epoch">The index of the last step done; -1 starts from the beginning.</param>
                    /// <param name="verbose">Whether changes are written to the console.</param>
                    /// <exception cref="ArgumentException">The steps are not given, the share is not one, or the optimizer has no momentum to change.</exception>
                    public OneCycleLR(
                        Optimizer optimizer, IEnumerable<double> max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1,
                        double pct_start = 0.3,
                        AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, IEnumerable<double> base_momentum = null,
                        IEnumerable<double> max_momentum = null, double div_factor = 25, double final_div_factor = 10000,
                        bool three_phase = false, int last_epoch = -1,
                        bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        if (pct_start is < 0 or > 1)
                            throw new ArgumentException($"Expected float between 0 and 1 for pct_start, but got {pct_start}", nameof(pct_start));
                        if (cycle_momentum && optimizer is not (IMomentum or IBetas))
                            throw new ArgumentException("optimizer must support momentum with `cycle_momentum` option enabled", nameof(optimizer));
                        _totalSteps = total_steps != -1 ? total_steps : epochs * steps_per_epoch;
                        if (_totalSteps <= 0 || (total_steps == -1 && epochs <= 0))
                            throw new ArgumentException("Either total_steps or epochs and steps_per_epoch must be given and positive", nameof(total_steps));

                        double[] highest = [.. max_lr];
                        double[] first = [.. highest.Select(rate => rate / div_factor)];
                        double[] last = [.. first.Select(rate => rate / final_div_factor)];
                        double[] low = [.. base_momentum ?? ForEach(optimizer, 0.85)];
                        double[] high = [.. max_momentum ?? ForEach(optimizer, 0.95)];
                        double peak = (pct_start * _totalSteps) - 1;
                        _phases = three_phase
                            ? [
                                new(peak, first, highest, high, low),
                                new((2 * pct_start * _totalSteps) - 2, highest, first, low, high),
                                new(_totalSteps - 1, first, last, high, high),
                            ]
                            : [new(peak, first, highest, high, low), new(_totalSteps - 1, highest, last, low, high)];
                        _cycleMomentum = cycle_momentum;
                        _anneal = anneal_strategy == AnnealStrategy.Cos
                            ? (start, end, share) => end + ((start - end) / 2 * (Math.Cos(Math.PI * share) + 1))
                            : (start, end, share) => ((end - start) * share) + start;
                        TakeInitialStep();
                    }

                    /// <summary>The shape of a rise or fall.</summary>
                    public enum AnnealStrategy
                    {
                        /// <summary>Half a cosine.</summary>
                        Cos = 0,

                        /// <summary>A line.</summary>
                        Linear = 1,
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        if (_last_epoch > _totalSteps)
                            throw new InvalidOperationException($"Tried to step {_last_epoch + 1} times, but there are {_totalSteps} steps in total.");

                        int current = Array.FindIndex(_phases, phase => _last_epoch <= phase.EndStep);
                        current = current < 0 ? _phases.Length - 1 : current;
                        Phase phase = _phases[current];
                        double start = current == 0 ? 0 : _phases[current - 1].EndStep;
                        double share = (_last_epoch - start) / (phase.EndStep - start);
                        if (_cycleMomentum)
                        {
                            List<ILearningRateController> groups = Groups;
                            for (int i = 0; i < groups.Count; i++)
                                SetMomentum(groups[i], _anneal(phase.StartMomenta[i], phase.EndMomenta[i], share));
                        }

                        return phase.StartRates.Zip(phase.EndRates, (from, to) => _anneal(from, to, share));
                    }

                    private static void SetMomentum(ILearningRateController group, double momentum)
                    {
                        if (group is IBetas betas)
                            betas.Betas = (momentum, betas.Betas.Item2);
                        else
                            ((IMomentum)group).Momentum = momentum;
                    }

                    private sealed record Phase(
                        double EndStep, double[] StartRates, double[] EndRates, double[] StartMomenta, double[] EndMomenta);
                }
            }
        }
    }
}
