using System;
using System.Linq;

namespace NetVariants.Benchmarks.Speed;

/// <summary>Compares times: the sides take turns, so that what else the machine does falls on all of them.</summary>
internal static class TimeComparison
{
    public static Comparison Run(Workload workload, int rounds, TimeSpan turn)
    {
        var comparison = new Comparison();
        PyTorchPeer[] pyTorch = [.. PyTorchPeer.Layouts.Select(layout => new PyTorchPeer(workload, layout))];
        try
        {
            using var torchVision = TorchVisionPeer.Create(workload);
            // The first turns warm caches, allocators and the just-in-time compiler up.
            var round = 0;
            OwnSide.TakeTurns(workload, turn, ours =>
            {
                var (second, third) = (torchVision?.TakeTurn(turn), pyTorch.Select(peer => peer.TakeTurn(turn)).ToArray());
                if (round > 0)
                    comparison.Add(ours, second, third);
                return round++ < rounds;
            });
        }
        finally
        {
            foreach (var peer in pyTorch)
                peer.Dispose();
        }

        return comparison;
    }
}
