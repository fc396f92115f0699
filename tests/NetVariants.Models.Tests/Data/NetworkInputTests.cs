using System.Linq;
using NetVariants.Data;
using NetVariants.Tests;
using NetVariants.Tests.Peers;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.Models.Tests.Data;

/// <summary>The tensor that a network sees, against torchvision's of the same files.</summary>
public sealed class NetworkInputTests
{
    [PeerFact]
    public void A_normalized_batch_equals_torchvisions()
    {
        using var scope = NewDisposeScope();
        using var temporary = new TemporaryFolder();
        Peer.Run(
            $"import os, images\nos.makedirs('{temporary.Path}/a')\nimages.make('{temporary.Path}/a')\nnothing = 0", null, "nothing");
        var folder = ImageFolder.Open(temporary.Path, new EvaluationTransform(), new ImageFolderOptions());
        var names = string.Join(", ", Enumerable.Range(0, folder.Count).Select(i => $"'{folder.PathOf(i)}'"));
        var expected = Peer.Run(
            $"""
            import images
            from torchvision import transforms
            normalize = transforms.Compose([transforms.ToTensor(), transforms.Normalize([0.5] * 3, [0.5] * 3)])
            inputs = torch.stack([normalize(images.evaluated(path, 224, 256).numpy()) for path in [{names}]])
            """,
            null, "inputs")["inputs"];
        using var transfer = new BatchTransfer(folder.Normalization, CPU);

        var batch = BatchLoader.Read(
            folder, [.. Enumerable.Range(0, folder.Count)], new LoaderOptions { BatchSize = folder.Count, Workers = 2 }).Single();

        var images = transfer.Send(batch).Images;
        Assert.InRange(images.sub(expected).abs().mean().item<float>(), 0, 0.01 / 127.5 * 4);
    }
}
