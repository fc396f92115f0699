using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.SystemTorch.Tests.Optimizers;

public sealed class StateTests
{
    private static readonly Dictionary<string, Func<IEnumerable<Parameter>, OptimizerHelper>> s_optimizers = new(StringComparer.Ordinal)
    {
        ["SGD"] = p => optim.SGD(p, 0.1, momentum: 0.9, weight_decay: 0.01, nesterov: true),
        ["SGD without momentum"] = p => optim.SGD(p, 0.1),
        ["Adam"] = p => optim.Adam(p, 0.1, weight_decay: 0.01),
        ["Adam with amsgrad"] = p => optim.Adam(p, 0.1, amsgrad: true),
        ["AdamW"] = p => optim.AdamW(p, 0.1, weight_decay: 0.1, amsgrad: true),
        ["Adamax"] = p => optim.Adamax(p, 0.1),
        ["NAdam"] = p => optim.NAdam(p, 0.1),
        ["RAdam"] = p => optim.RAdam(p, 0.1, beta2: 0.9),
        ["RMSProp"] = p => optim.RMSProp(p, 0.1, momentum: 0.5, centered: true),
        ["Adagrad"] = p => optim.Adagrad(p, 0.1, initial_accumulator_value: 0.1),
        ["Adadelta"] = p => optim.Adadelta(p, 0.5),
        ["ASGD"] = p => optim.ASGD(p, 0.1, t0: 3),
        ["Rprop"] = p => optim.Rprop(p, 0.1),
    };

    public static TheoryData<string> Kinds => [.. s_optimizers.Keys];

    internal static OptimizerHelper Create(string kind, IEnumerable<Parameter> parameters) => s_optimizers[kind](parameters);

    [Theory, MemberData(nameof(Kinds))]
    public void Training_goes_on_from_a_file_as_if_nothing_had_happened(string kind)
    {
        string path = Path.GetTempFileName();
        try
        {
            Continue(kind, (source, target) =>
            {
                source.save_state_dict(path);
                target.load_state_dict(path);
            });
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Training_goes_on_from_another_optimizers_state_as_if_nothing_had_happened(string kind)
        => Continue(kind, (source, target) => target.load_state_dict(source.state_dict()));

    [Fact]
    public void The_bytes_of_a_file_are_TorchSharps()
    {
        using DisposeScope scope = NewDisposeScope();
        var parameter = new Parameter(zeros(1)) { grad = ones(1) };
        using SGD optimizer = optim.SGD([parameter], 0.5, momentum: 0.25);
        optimizer.ParamGroups.Single().LearningRate = 2;
        optimizer.step();
        var stream = new MemoryStream();
        optimizer.save_state_dict(new BinaryWriter(stream));
        byte[] expected =
        [
            3, .. "SGD"u8, 1, 1,
            .. Bytes(0.5), .. Bytes(2), .. Bytes(0.25), .. Bytes(0), .. Bytes(0), 0, 0,
            1, 6 /* Float32 */, 1, 1, 0, 0, 0x80, 0x3F,
        ];
        Assert.Equal(expected, stream.ToArray());
    }

    [Fact]
    public void Another_kind_or_number_is_an_error()
    {
        using var net = new Modules.SmallNet();
        using OptimizerHelper adam = Create("Adam", net.parameters());
        using OptimizerHelper adamW = Create("AdamW", net.parameters());
        using OptimizerHelper fewer = Create("Adam", net.conv1.parameters());
        var stream = new MemoryStream();
        adam.save_state_dict(new BinaryWriter(stream));
        Assert.Throws<InvalidDataException>(() => adamW.load_state_dict(new BinaryReader(new MemoryStream(stream.ToArray()))));
        Assert.Throws<ArgumentException>(() => fewer.load_state_dict(new BinaryReader(new MemoryStream(stream.ToArray()))));
        Assert.Throws<ArgumentException>(() => fewer.load_state_dict(adam.state_dict()));
    }

    [Fact]
    public void The_state_refers_to_parameters_by_index()
    {
        using var net = new Modules.SmallNet();
        using Adam optimizer = optim.Adam([new Adam.ParamGroup(net.conv1.parameters()), new Adam.ParamGroup(net.bn1.parameters())]);
        optim.Optimizer.StateDictionary state = optimizer.state_dict();
        Assert.Equal(2, state.Options.Count);
        Assert.Equal(3, state.State.Count);
        Assert.Equal([[0], [1, 2]], state.StateIndexRef);
    }

    private static void Continue(string kind, Action<OptimizerHelper, OptimizerHelper> transfer)
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(9);
        var kept = new Parameter(randn(4));
        using OptimizerHelper source = Create(kind, [kept]);
        Train(kept, source);
        var resumed = new Parameter(kept.detach().clone());
        using OptimizerHelper target = Create(kind, [resumed]);
        source.ParamGroups.Single().LearningRate = 0.02;
        transfer(source, target);
        Assert.True(kind == "SGD without momentum" || source.state_dict().State[0].ApproximatelyEquals(target.state_dict().State[0]));
        Train(kept, source);
        Train(resumed, target);
        Assert.True(kept.Equals(resumed));
    }

    private static void Train(Parameter parameter, optim.Optimizer optimizer)
    {
        for (int step = 0; step < 5; step++)
        {
            optimizer.zero_grad();
            parameter.pow(2).sum().backward();
            optimizer.step();
        }
    }

    private static byte[] Bytes(double value) => BitConverter.GetBytes(value);
}
