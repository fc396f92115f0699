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
                /// <summary>The rate up and down between two bounds, and the momentum against it (Smith 2017).</summary>
                public partial class CyclicLR : LRScheduler
                {
                    private readonly double _cycleLength;
                    private readonly double _rise;
                    private readonly List<double> _lowRates;
                    private readonly List<double> _highRates;
                    private readonly List<double> _lowMomenta;
                    private readonly List<double> _highMomenta;
                    private readonly Func<double, double> _scale;
                    private readonly bool _scaleByCycle;

                    /// <summary>Creates a schedule with the same bounds for all groups.</summary>
                    public CyclicLR(
                        Optimizer optimizer, double base_lr, double max_lr, int step_size_up = 2000, int step_size_down = -1,
                        Mode mode = Mode.Triangular, double gamma = 1,
                        Func<double, double> scale_fn = null, ScaleMode scale_mode = ScaleMode.Cycle, bool cycle_momentum = true,
                        double base_momentum = 0.8,
                        double max_momentum = 0.9, int last_epoch = -1, bool verbose = false)
                        : this(
                            optimizer, ForEach(optimizer, base_lr), ForEach(optimizer, max_lr), step_size_up, step_size_down, mode, gamma,
                            scale_fn, scale_mode, cycle_momentum,
                            ForEach(optimizer, base_momentum), ForEach(optimizer, max_momentum), last_epoch, verbose)
                    {
                    }

                    /// <summary>Creates a schedule with the bounds of each group.</summary>
                    /// <param name="optimizer">The optimizer.</param>
                    /// <param name="base_lr">The lower bounds of the rates.</param>
                    /// <param name="max_lr">The upper bounds of the rates.</param>
                    /// <param name="step_size_up">The steps from a lower bound to an upper one.</param>
                    /// <param name="step_size_down">The steps back; -1 is as many as up.</param>
                    /// <param name="mode">How the height of the cycles changes, where no function gives it.</param>
                    /// <param name="gamma">The base of <see cref="Mode.ExpRange"/>.</param>
                    /// <param name="scale_fn">The height of the cycles, by cycle or step; null follows <paramref name="mode"/>.</param>
                    /// <param name="scale_mode">What <paramref name="scale_fn"/> is a function of.</param>
                    /// <param name="cycle_momentum">Whether the momentum changes too, the other way round.</param>
                    /// <param name="base_momentum">The lower bounds of the momenta; null is 0.8.</param>
                    /// <param name="max_momentum">The upper bounds of the momenta; null is 0.9.</param>
                    /// <param name="last_epoch">The index of the last step done; -1 starts from the beginning.</param>
                    /// <param name="verbose">Whether changes are written to the console.</param>
                    /// <exception cref="ArgumentException"><paramref name="cycle_momentum"/> is set and the optimizer has no momentum.</exception>
                    public CyclicLR(
                        Optimizer optimizer, IEnumerable<double> base_lr, IEnumerable<double> max_lr, int step_size_up = 2000,
                        int step_size_down = -1, Mode mode = Mode.Triangular,
                        double gamma = 1, Func<double, double> scale_fn = null, ScaleMode scale_mode = ScaleMode.Cycle, bool cycle_momentum = true,
                        IEnumerable<double> base_momentum = null, IEnumerable<double> max_momentum = null, int last_epoch = -1,
                        bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        _cycleLength = step_size_up + (double)(step_size_down == -1 ? step_size_up : step_size_down);
                        _rise = step_size_up / _cycleLength;
                        _lowRates = [.. base_lr];
                        _highRates = [.. max_lr];
                        _scale = scale_fn ?? ScaleOf(mode, gamma);
                        _scaleByCycle = scale_fn is null ? mode != Mode.ExpRange : scale_mode == ScaleMode.Cycle;
                        if (cycle_momentum)
                        {
                            if (optimizer is not IMomentum)
                                throw new ArgumentException("cycle_momentum needs an optimizer with momentum", nameof(optimizer));
                            _lowMomenta = [.. base_momentum ?? ForEach(optimizer, 0.8)];
                            _highMomenta = [.. max_momentum ?? ForEach(optimizer, 0.9)];
                        }

                        TakeInitialStep();
                    }

                    /// <summary>How the height of the cycles changes.</summary>
                    public enum Mode
                    {
                        /// <summary>Not at all.</summary>
                        Triangular = 0,

                        /// <summary>It halves with every cycle.</summary>
                        Triangular2 = 1,

                        /// <summary>It is multiplied with <c>gamma</c> at every step.</summary>
                        ExpRange = 2,
                    }

                    /// <summary>What the height of the cycles is a function of.</summary>
                    public enum ScaleMode
                    {
                        /// <summary>The cycle's number, from 1.</summary>
                        Cycle = 0,

                        /// <summary>The step's number, from 0.</summary>
                        Iterations = 1,
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        double cycle = Math.Floor(1 + (_last_epoch / _cycleLength));
                        double place = 1 + (_last_epoch / _cycleLength) - cycle;
                        double height = place <= _rise ? place / _rise : (place - 1) / (_rise - 1);
                        double scale = _scale(_scaleByCycle ? cycle : _last_epoch);
                        if (_lowMomenta is not null)
                        {
                            List<ILearningRateController> groups = Groups;
                            for (int i = 0; i < groups.Count; i++)
                                ((IMomentum)groups[i]).Momentum = _highMomenta[i] - ((_highMomenta[i] - _lowMomenta[i]) * height * scale);
                        }

                        return _lowRates.Zip(_highRates, (low, high) => low + ((high - low) * height * scale));
                    }

                    private static Func<double, double> ScaleOf(Mode mode, double gamma) => mode switch
                    {
                        Mode.Triangular2 => cycle => 1 / Math.Pow(2, cycle - 1),
                        Mode.ExpRange => step => Math.Pow(gamma, step),
                        _ => _ => 1,
                    };
                }
            }
        }
    }
}
