using System;
using System.CommandLine;
using System.Linq;
using Demo = NetVariants.Samples.FashionMnist.Networks;
using Imagenette = NetVariants.Samples.Imagenette.Networks;
using Network = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace NetVariants.Benchmarks;

/// <summary>The networks a benchmark trains: the article's at 224×224 pixels by their names, the demo's at 28×28 behind "demo/".</summary>
internal static class BenchmarkNetworks
{
    private const string DemoPrefix = "demo/";

    private static readonly string[] s_names =
        [.. Imagenette.All.Select(info => info.Name), .. Demo.All.Select(info => DemoPrefix + info.Name)];

    public static Option<string> Option()
    {
        var network = new Option<string>("--network") { Description = "The network to train.", DefaultValueFactory = _ => "resnet14" };
        network.AcceptOnlyFromAmong(s_names);
        return network;
    }

    public static VariantInfo Info(string name) => IsDemos(name, out var own)
        ? Demo.All.Single(info => info.Name == own)
        : Imagenette.All.Single(info => info.Name == own);

    public static Network Create(string name) => IsDemos(name, out var own) ? Demo.Create(own) : Imagenette.Create(own);

    private static bool IsDemos(string name, out string own)
    {
        var isDemos = name.StartsWith(DemoPrefix, StringComparison.Ordinal);
        own = isDemos ? name[DemoPrefix.Length..] : name;
        return isDemos;
    }
}
