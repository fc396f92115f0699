using System;
using System.Linq;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.SystemTorch.Tests.Optimizers;

/// <summary>Rules on one number whose gradient is constant, against the formulas of their papers.</summary>
public sealed class UpdateRuleTests
{
    [Fact]
    public void Momentum_sums_a_geometric_series()
    {
        // The k-th step is lr · g · (1 − μᵏ) / (1 − μ).
        double expected = 5 - Enumerable.Range(1, 10).Sum(k => 0.1 * 2 * (1 - Math.Pow(0.9, k)) / (1 - 0.9));
        Assert.Equal(expected, After(10, p => optim.SGD(p, 0.1, momentum: 0.9)), 12);
    }

    [Fact]
    public void Weight_decay_alone_shrinks_the_parameter()
        => Assert.Equal(5 * Math.Pow(1 - (0.1 * 0.5), 10), After(10, p => optim.SGD(p, 0.1, weight_decay: 0.5), gradient: 0), 12);

    [Fact]
    public void Adams_steps_are_the_learning_rate_where_the_gradient_is_constant()
        => Assert.Equal(5 - (10 * 0.01), After(10, p => optim.Adam(p, 0.01, eps: 0)), 12);

    [Fact]
    public void Maximising_goes_the_other_way()
        => Assert.Equal(5 + (10 * 0.01), After(10, p => optim.Adam(p, 0.01, eps: 0, maximize: true)), 12);

    [Fact]
    public void AdamW_decays_apart_from_the_gradient()
        => Assert.Equal(5 * Math.Pow(1 - (0.1 * 0.5), 10), After(10, p => optim.AdamW(p, 0.1, weight_decay: 0.5), gradient: 0), 12);

    [Fact]
    public void Adagrads_steps_fall_with_the_root_of_their_number()
        => Assert.Equal(5 - Enumerable.Range(1, 10).Sum(k => 0.1 / Math.Sqrt(k)), After(10, p => optim.Adagrad(p, 0.1, eps: 0)), 12);

    [Fact]
    public void Rprops_steps_grow_while_the_sign_stays()
        => Assert.Equal(5 - (0.1 * (1 + 1.2 + (1.2 * 1.2))), After(3, p => optim.Rprop(p, 0.1)), 12);

    [Fact]
    public void NAdam_follows_Dozat()
    {
        double x = 5;
        double m = 0;
        double v = 0;
        double product = 1;
        for (int t = 1; t <= 10; t++)
        {
            double Mu(int step) => 0.9 * (1 - (0.5 * Math.Pow(0.96, step * 0.004)));
            m = (0.9 * m) + (0.1 * 2);
            v = (0.999 * v) + (0.001 * 4);
            product *= Mu(t);
            double momentum = (Mu(t + 1) * m / (1 - (product * Mu(t + 1)))) + ((1 - Mu(t)) * 2 / (1 - product));
            x -= 0.1 * momentum / (Math.Sqrt(v / (1 - Math.Pow(0.999, t))) + 1e-8);
        }

        Assert.Equal(x, After(10, p => optim.NAdam(p, 0.1)), 12);
    }

    [Fact]
    public void ASGD_averages_from_its_start_on()
    {
        // Without decay the rate is constant: x falls by 0.2 a step. The weight 1 / (t − t0) of step t counts from the step after it, so t0 = 2 averages x₄, x₅, …
        using DisposeScope scope = NewDisposeScope();
        var parameter = new Parameter(tensor(5.0));
        using ASGD optimizer = optim.ASGD([parameter], 0.1, lambd: 0, t0: 2);
        for (int t = 1; t <= 6; t++)
        {
            parameter.grad = tensor(2.0);
            optimizer.step();
        }

        Assert.Equal(5 - (6 * 0.2), parameter.item<double>(), 12);
        double[] averaged = [5 - (4 * 0.2), 5 - (5 * 0.2), 5 - (6 * 0.2)];
        var state = (ASGD.State)optimizer.state_dict().State.Single();
        Assert.Equal(averaged.Average(), state.ax.item<double>(), 12);
    }

    private static double After(int steps, Func<Parameter[], optim.Optimizer> create, double gradient = 2)
    {
        using DisposeScope scope = NewDisposeScope();
        var parameter = new Parameter(tensor(5.0));
        using optim.Optimizer optimizer = create([parameter]);
        for (int step = 0; step < steps; step++)
        {
            parameter.grad = tensor(gradient);
            optimizer.step();
        }

        return parameter.item<double>();
    }
}
