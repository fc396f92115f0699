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
            IPeer[] peers = torchVision is null ? [.. pyTorch] : [torchVision, .. pyTorch];
            // The first turns warm caches, allocators and the just-in-time compiler up.
            var round = 0;
            OwnSide.TakeTurns(workload, turn, ours =>
            {
                // Back and forth, so that no side always follows the same one.
                var theirs = (round % 2 == 0 ? peers : peers.Reverse()).ToDictionary(peer => peer, peer => peer.TakeTurn(turn));
                if (round > 0)
                    comparison.Add(ours, torchVision is null ? null : theirs[torchVision], [.. pyTorch.Select(peer => theirs[peer])]);
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
