using NetVariants.Tests.Peers;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace NetVariants.SystemTorch.Tests.Numbers;

public sealed class LossTests
{
    private const string Labels = "torch.tensor([2, 0, 4, 2])";

    private static readonly TermTable s_terms = new()
    {
        { $"F.cross_entropy(x, {Labels})", [4, 5], x => cross_entropy(x, Classes) },
        { $"F.cross_entropy(x, {Labels}, reduction='sum')", [4, 5], x => cross_entropy(x, Classes, reduction: Reduction.Sum) },
        { $"F.cross_entropy(x, {Labels}, reduction='none')", [4, 5], x => cross_entropy(x, Classes, reduction: Reduction.None) },
        { $"F.cross_entropy(x, {Labels}, label_smoothing=0.1)", [4, 5], x => cross_entropy(x, Classes, label_smoothing: 0.1) },
        { $"F.cross_entropy(x, {Labels}, ignore_index=2)", [4, 5], x => cross_entropy(x, Classes, ignore_index: 2) },
        { $"F.cross_entropy(x, {Labels}, torch.arange(1, 6).to(x.dtype))", [4, 5], x => cross_entropy(x, Classes, Weights(x)) },
        { $"F.cross_entropy(x, {Labels}, torch.arange(1, 6).to(x.dtype), ignore_index=0, label_smoothing=0.2)", [4, 5], x => cross_entropy(x, Classes, Weights(x), ignore_index: 0, label_smoothing: 0.2) },
        { "F.cross_entropy(x, torch.softmax(y, 1))", [4, 5], [4, 5], (x, y) => cross_entropy(x, y.softmax(1)) },
        { $"nn.CrossEntropyLoss()(x, {Labels})", [4, 5], x => CrossEntropyLoss().call(x, Classes) },
        { $"nn.CrossEntropyLoss(torch.arange(1, 6).to(x.dtype), ignore_index=2, reduction='sum')(x, {Labels})", [4, 5], x => CrossEntropyLoss(Weights(x), ignore_index: 2, Reduction.Sum).call(x, Classes) },
        { $"F.nll_loss(F.log_softmax(x, 1), {Labels})", [4, 5], x => nll_loss(log_softmax(x, 1), Classes) },
        { "F.mse_loss(x, y)", [4, 5], [4, 5], (x, y) => mse_loss(x, y) },
        { "F.mse_loss(x, y, reduction='none')", [4, 5], [4, 5], (x, y) => mse_loss(x, y, Reduction.None) },
        { "F.l1_loss(x, y)", [4, 5], [4, 5], (x, y) => l1_loss(x, y) },
        { "F.binary_cross_entropy_with_logits(x, torch.sigmoid(y))", [4, 5], [4, 5], (x, y) => binary_cross_entropy_with_logits(x, y.sigmoid()) },
    };

    public static TheoryData<string, string> Cases => s_terms.Cases;

    private static Tensor Classes => tensor(new long[] { 2, 0, 4, 2 });

    [PeerTheory, MemberData(nameof(Cases))]
    public void Agrees_with_PyTorch(string term, string dtype) => s_terms.Check(term, dtype);

    private static Tensor Weights(Tensor like) => arange(1, 6).to(like.dtype);
}
