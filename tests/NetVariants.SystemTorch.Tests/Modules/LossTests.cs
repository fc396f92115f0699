using System;
using System.Collections.Generic;
using NetVariants.Tests.Peers;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.SystemTorch.Tests.Modules;

/// <summary>Loss modules on inputs a and b, class indices c and targets s of 1 and −1.</summary>
public sealed class LossTests
{
    private static readonly Dictionary<string, Func<Dictionary<string, Tensor>, Tensor>> s_losses = new(StringComparer.Ordinal)
    {
        ["nn.CrossEntropyLoss()(a, c)"] = t => nn.CrossEntropyLoss().call(t["a"], t["c"]),
        ["nn.CrossEntropyLoss(weight=w, ignore_index=1, reduction='sum')(a, c)"] = t => nn.CrossEntropyLoss(t["w"], 1, nn.Reduction.Sum).call(t["a"], t["c"]),
        ["nn.CrossEntropyLoss(label_smoothing=0.1)(a, c)"] = t => new TorchSharp.Modules.CrossEntropyLoss(label_smoothing: 0.1).call(t["a"], t["c"]),
        ["nn.NLLLoss(weight=w)(a, c)"] = t => nn.NLLLoss(t["w"]).call(t["a"], t["c"]),
        ["nn.BCELoss()(a.sigmoid(), b.sigmoid())"] = t => nn.BCELoss().call(t["a"].sigmoid(), t["b"].sigmoid()),
        ["nn.BCEWithLogitsLoss(pos_weight=w)(a, b.sigmoid())"] = t => nn.BCEWithLogitsLoss(pos_weights: t["w"]).call(t["a"], t["b"].sigmoid()),
        ["nn.MSELoss()(a, b)"] = t => nn.MSELoss().call(t["a"], t["b"]),
        ["nn.MSELoss(reduction='none')(a, b)"] = t => nn.MSELoss(nn.Reduction.None).call(t["a"], t["b"]),
        ["nn.L1Loss()(a, b)"] = t => nn.L1Loss().call(t["a"], t["b"]),
        ["nn.SmoothL1Loss(beta=0.5)(a, b)"] = t => nn.SmoothL1Loss(beta: 0.5).call(t["a"], t["b"]),
        ["nn.HuberLoss(delta=0.5)(a, b)"] = t => nn.HuberLoss(0.5).call(t["a"], t["b"]),
        ["nn.KLDivLoss(log_target=True)(a, b)"] = t => nn.KLDivLoss().call(t["a"], t["b"]),
        ["nn.KLDivLoss()(a, b.sigmoid())"] = t => nn.KLDivLoss(log_target: false).call(t["a"], t["b"].sigmoid()),
        ["nn.PoissonNLLLoss(full=True)(a, b.exp())"] = t => nn.PoissonNLLLoss(full: true).call(t["a"], t["b"].exp()),
        ["nn.SoftMarginLoss()(a[:, 0], s)"] = t => nn.SoftMarginLoss().call(t["a"].select(1, 0), t["s"]),
        ["nn.HingeEmbeddingLoss()(a[:, 0], s)"] = t => nn.HingeEmbeddingLoss().call(t["a"].select(1, 0), t["s"]),
        ["nn.MultiLabelSoftMarginLoss(weight=w)(a, b.sigmoid())"] = t => nn.MultiLabelSoftMarginLoss(t["w"]).call(t["a"], t["b"].sigmoid()),
        ["nn.MultiMarginLoss(p=2, margin=0.5)(a, c)"] = t => nn.MultiMarginLoss(2, 0.5).call(t["a"], t["c"]),
        ["nn.MultiLabelMarginLoss()(a, torch.arange(3).expand(6, 3) - (c < 1).long().unsqueeze(1))"] =
            t => nn.MultiLabelMarginLoss().call(t["a"], arange(3L).expand(6, 3) - t["c"].lt(1).to(ScalarType.Int64).unsqueeze(1)),
        ["nn.MarginRankingLoss(0.2)(a[:, 0], b[:, 0], s)"] = t => nn.MarginRankingLoss(0.2).call(t["a"].select(1, 0), t["b"].select(1, 0), t["s"]),
        ["nn.CosineEmbeddingLoss(0.2)(a, b, s)"] = t => nn.CosineEmbeddingLoss(0.2).call(t["a"], t["b"], t["s"]),
        ["nn.TripletMarginLoss(0.5, swap=True)(a, b, a + b)"] = t => nn.TripletMarginLoss(0.5, swap: true).call(t["a"], t["b"], t["a"] + t["b"]),
        ["nn.TripletMarginWithDistanceLoss(distance_function=lambda x, y: (x - y).abs().sum(1), margin=0.5)(a, b, a + b)"] =
            t => nn.TripletMarginWithDistanceLoss((x, y) => (x - y).abs().sum(1), 0.5).call(t["a"], t["b"], t["a"] + t["b"]),
        ["nn.GaussianNLLLoss(full=True, eps=1e-8)(a, b, a.exp())"] = t => nn.GaussianNLLLoss(full: true).call(t["a"], t["b"], t["a"].exp()),
        ["nn.CTCLoss()(a.log_softmax(1).unsqueeze(1), torch.tensor([[1, 2, 1]]), torch.tensor([6]), torch.tensor([3]))"] =
            t => nn.CTCLoss().call(t["a"].log_softmax(1).unsqueeze(1), tensor(new[,] { { 1L, 2L, 1L } }), tensor(new[] { 6L }), tensor(new[] { 3L })),
        ["nn.CosineSimilarity()(a, b)"] = t => nn.CosineSimilarity().call(t["a"], t["b"]),
        ["nn.PairwiseDistance(p=3.0)(a, b)"] = t => nn.PairwiseDistance(3).call(t["a"], t["b"]),
    };

    public static TheoryData<string> Losses => [.. s_losses.Keys];

    [PeerTheory, MemberData(nameof(Losses))]
    public void Losses_are_PyTorchs(string loss)
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(5);
        var inputs = new Dictionary<string, Tensor>
        {
            ["a"] = randn([6, 3], ScalarType.Float64),
            ["b"] = randn([6, 3], ScalarType.Float64),
            ["c"] = tensor(new[] { 0L, 2L, 1L, 2L, 0L, 2L }),
            ["s"] = tensor(new[] { 1.0, -1.0, 1.0, 1.0, -1.0, -1.0 }),
            ["w"] = tensor(new[] { 0.5, 1.0, 2.0 }),
        };
        Dictionary<string, Tensor> expected = Peer.Run($"loss = {loss}", inputs, "loss");
        Agreement.Within(1e-12, expected["loss"], s_losses[loss](inputs), loss);
    }
}
