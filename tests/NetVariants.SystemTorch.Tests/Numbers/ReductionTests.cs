using NetVariants.Tests.Peers;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.SystemTorch.Tests.Numbers;

public sealed class ReductionTests
{
    private static readonly TermTable s_terms = new()
    {
        { "x.sum()", [3, 4, 5], x => x.sum() },
        { "x.sum(1)", [3, 4, 5], x => x.sum(1) },
        { "x.sum((0, 2), keepdim=True)", [3, 4, 5], x => x.sum([0L, 2L], keepdim: true) },
        { "x.mean()", [3, 4, 5], x => x.mean() },
        { "x.mean((2, 1))", [3, 4, 5], x => x.mean([2, 1]) },
        { "x.var()", [3, 4, 5], x => x.var() },
        { "x.var((0, 2), unbiased=False)", [3, 4, 5], x => x.var([0L, 2L], unbiased: false) },
        { "x.std()", [3, 4, 5], x => x.std() },
        { "x.std(1, keepdim=True)", [3, 4, 5], x => x.std(1L, keepdim: true) },
        { "x.prod()", [5], x => x.prod() },
        { "x.max()", [3, 4], x => x.max() },
        { "x.min()", [3, 4], x => x.min() },
        { "x.max(1)[0]", [3, 4], x => x.max(1).values },
        { "x.max(1)[1]", [3, 4], x => x.max(1).indexes },
        { "x.amax((0, 1))", [3, 4, 5], x => x.amax([0, 1]) },
        { "x.argmax()", [3, 4], x => x.argmax() },
        { "x.argmax(1)", [3, 4], x => x.argmax(1) },
        { "x.argmin(0, keepdim=True)", [3, 4], x => x.argmin(0, keepdim: true) },
        { "x.topk(3, 1)[0]", [3, 7], x => x.topk(3, 1).values },
        { "x.topk(3, 1)[1]", [3, 7], x => x.topk(3, 1).indexes },
        { "x.sort(1, descending=True)[1]", [3, 7], x => x.sort(1, descending: true).Indices },
        { "x.cumsum(1)", [3, 7], x => x.cumsum(1) },
        { "x.logsumexp(1)", [3, 7], x => x.logsumexp(1) },
        { "(x > 0).sum()", [3, 7], x => x.gt(0).sum() },
        { "(x > 0).any()", [3, 7], x => x.gt(0).any() },
        { "(x > 0).all(1)", [3, 7], x => x.gt(0).all(1) },
    };

    public static TheoryData<string, string> Cases => s_terms.Cases;

    [PeerTheory, MemberData(nameof(Cases))]
    public void Agrees_with_PyTorch(string term, string dtype) => s_terms.Check(term, dtype);
}
