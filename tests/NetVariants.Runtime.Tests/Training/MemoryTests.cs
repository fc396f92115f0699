using System;
using System.Collections.Generic;
using NetVariants.Training;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Runtime.Tests.Training;

public sealed class MemoryTests
{
    [Fact]
    public void As_many_tensors_live_at_step_1000_as_at_step_200()
    {
        using Counting model = new(Synthetic.SeededNetwork());

        new Trainer(Synthetic.Options(epochs: 1) with { BatchSize = 4 }).Fit(model, Synthetic.Images(4_200), Synthetic.Images(16));

        Assert.Equal(model.Live[200], model.Live[1_000]);
    }

    [Fact]
    public void A_training_leaves_no_tensor_behind()
    {
        using Module<Tensor, Tensor> model = Synthetic.SeededNetwork();
        Trainer trainer = new(Synthetic.Options());
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        for (int i = 0; i < 2; i++)
            trainer.Fit(model, Synthetic.Images(64), Synthetic.Images(16), Synthetic.Images(16));

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.All(model.parameters(), parameter => Assert.Null(parameter.grad));
    }

    [Fact]
    public void Ten_thousand_steps_with_every_option_leave_memory_as_it_was()
    {
        TrainerOptions options = Synthetic.Options(epochs: 1) with
        {
            BatchSize = 2,
            MicroBatchSize = 1,
            AverageDecay = 0.99,
            LabelSmoothing = 0.1,
            ClipNorm = 1,
            ClipValue = 1,
            Optimizer = OptimizerKind.AdamW,
            DecayBiasesAndNorms = false,
            Workers = 2,
        };
        using Counting model = new(Sequential(("conv", Conv2d(1, 2, 3, stride: 2)), ("relu", ReLU()), ("flatten", Flatten()), ("linear", Linear(18, 4))));

        new Trainer(options).Fit(model, Synthetic.Images(20_000), Synthetic.Images(16), Synthetic.Images(16));

        Assert.Equal(20_000 + 2, model.Live.Count);
        Assert.Equal(model.Live[2_000], model.Live[19_998]);
        Assert.InRange(model.Resident[19_998] - model.Resident[3_998], long.MinValue, 24 << 20);
    }

    /// <summary>Notes at every forward pass how many tensors live on the thread.</summary>
    private sealed class Counting : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> _inner;

        public Counting(Module<Tensor, Tensor> inner)
            : base(nameof(Counting))
        {
            _inner = inner;
            RegisterComponents();
        }

        public List<long> Live { get; } = [];

        public List<long> Resident { get; } = [];

        public override Tensor forward(Tensor input)
        {
            Live.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount);
            Resident.Add(Live.Count % 2_000 == 0 || Live.Count % 2_000 == 1_999 ? ResidentWithoutGarbage() : 0);
            return _inner.call(input);
        }

        // TorchSharp allocates tens of kilobytes of managed objects a step, which the collector lets grow to some hundred megabytes.
        private static long ResidentWithoutGarbage()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return Environment.WorkingSet;
        }
    }
}
