using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.Linq;
using NetVariants.Benchmarks.Shared;
using NetVariants.Models;
using NetVariants.Tests;
using NetVariants.Tests.Peers;
using NetVariants.Weights;

namespace NetVariants.Benchmarks;

/// <summary>
/// Loading VGG-16's 528 MiB from a file that PyTorch saved, and from safetensors, against <c>torch.load</c> and <c>load_state_dict</c> on
/// the same file. The three take turns, and the ratio's median over the turns is reported. At most 1 is acceptable.
/// </summary>
internal static class WeightLoad
{
    public static Command Command()
    {
        var rounds = new Option<int>("--rounds") { Description = "Turns of each side.", DefaultValueFactory = _ => 9 };
        var command = new Command("weight-load", "Compares the time of loading VGG-16's weights with PyTorch's.") { rounds };
        command.SetAction(arguments => Run(arguments.GetValue(rounds)));
        return command;
    }

    private static int Run(int rounds)
    {
        if (PeerInstallation.Missing is { } reason)
        {
            Console.Error.WriteLine(reason);
            return 1;
        }

        using var folder = new TemporaryFolder();
        var (torchFile, safetensors) = (folder.File("vgg16.pth"), folder.File("vgg16.safetensors"));
        using var theirs = new PythonPeer("weight_loading.py", torchFile);
        theirs.ReadLine();
        using var model = Vgg.Vgg16.Create();
        model.SaveWeights(safetensors);
        Console.WriteLine("VGG-16, 528 MiB: milliseconds a load");
        Console.WriteLine($"{"round",5} {".pth",7} {"safetensors",12} {"PyTorch",8} {"ratio",6} {"ratio",6}");
        var ratios = new List<(double Torch, double Safetensors)>();
        var before = PeakMemory.Kib();
        // The first turn brings the files into the page cache.
        for (var round = 0; round <= rounds; round++)
        {
            var peer = theirs.Ask();
            var (mine, other) = (Time(model, torchFile), Time(model, safetensors));
            if (round == 0)
                continue;
            ratios.Add((mine / peer, other / peer));
            Console.WriteLine($"{round,5} {mine,7:F0} {other,12:F0} {peer,8:F0} {ratios[^1].Torch,6:F2} {ratios[^1].Safetensors,6:F2}");
        }

        var (torch, safe) = (ratios.Select(ratio => ratio.Torch), ratios.Select(ratio => ratio.Safetensors));
        Console.WriteLine($"median ratios: .pth {PairedRatio.MedianOf(torch):F2}, safetensors {PairedRatio.MedianOf(safe):F2}");
        Console.WriteLine($"peak memory beyond the network's own: {(PeakMemory.Kib() - before) / 1024} MiB");
        return 0;
    }

    private static double Time(Vgg.Vgg16 model, string path)
    {
        var watch = Stopwatch.StartNew();
        model.LoadWeights(path);
        return watch.Elapsed.TotalMilliseconds;
    }
}
