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
    public void The_number_of_live_tensors_does_not_grow_with_steps()
    {
        using var model = new Counting(Synthetic.SeededNetwork());

        new Trainer(Synthetic.Options(epochs: 1) with { BatchSize = 4 }).Fit(model, Synthetic.Images(4_200), Synthetic.Images(16));

        Assert.Equal(model.Live[200], model.Live[1_000]);
    }

    [Fact]
    public void Training_leaves_no_tensor()
    {
        using var model = Synthetic.SeededNetwork();
        var trainer = new Trainer(Synthetic.Options());
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        for (var i = 0; i < 2; i++)
            trainer.Fit(model, Synthetic.Images(64), Synthetic.Images(16), Synthetic.Images(16));

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.All(model.parameters(), parameter => Assert.Null(parameter.grad));
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

        public override Tensor forward(Tensor input)
        {
            Live.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount);
            return _inner.call(input);
        }
    }
}
