using System;
using System.Linq;
using NetVariants.Benchmarks.Shared;
using TorchSharp;
using static TorchSharp.torch;
using Network = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace NetVariants.Benchmarks.Speed;

/// <summary>TorchVision's network in a loop as users write it, in this process and so on the same libtorch.</summary>
internal sealed class TorchVisionPeer : IPeer
{
    private readonly IDisposable _loop;
    private readonly Action _step;

    private TorchVisionPeer(Network model, Workload workload)
    {
        // Some of its networks are not those of their names.
        var (own, other) = (workload.Network.Info.ParameterCount, model.parameters().Sum(parameter => parameter.numel()));
        if (own != other)
            throw new InvalidOperationException($"TorchVision's {workload.Network.Name} has {other} parameters, not {own}.");
        if (workload.Case.Measure == Measure.Evaluation)
        {
            var loop = new EvaluationLoop(model, randn(workload.Shape));
            (_loop, _step) = (loop, loop.Step);
        }
        else
        {
            var loop = new TrainingLoop(model, workload.Shape, workload.Classes);
            (_loop, _step) = (loop, () => loop.Step());
        }
    }

    /// <summary>Whether TorchVision has a network.</summary>
    public static bool Has(BenchmarkNetwork network) => ConstructorOf(network.Name) is not null;

    /// <summary>TorchVision's side; null where it lacks the network.</summary>
    public static TorchVisionPeer? Create(Workload workload) =>
        ConstructorOf(workload.Network.Name) is { } create ? new TorchVisionPeer(create(workload.Classes), workload) : null;

    public double TakeTurn(TimeSpan duration) => TurnClock.Take(_step, duration);

    public void Dispose() => _loop.Dispose();

    private static Func<int, Network>? ConstructorOf(string name) => name switch
    {
        "resnet18" => classes => torchvision.models.resnet18(classes),
        "resnet34" => classes => torchvision.models.resnet34(classes),
        "vgg16_bn" => classes => torchvision.models.vgg16_bn(classes),
        "vgg19_bn" => classes => torchvision.models.vgg19_bn(classes),
        "mobilenet_v2" => classes => torchvision.models.mobilenet_v2(classes),
        // It has no parameter for its thousand classes.
        "mobilenet_v3_small" => _ => torchvision.models.mobilenet_v3_small(),
        _ => null,
    };
}
