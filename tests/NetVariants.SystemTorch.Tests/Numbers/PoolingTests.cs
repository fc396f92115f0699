using NetVariants.Tests.Peers;
using Xunit;
using static TorchSharp.torch.nn.functional;

namespace NetVariants.SystemTorch.Tests.Numbers;

public sealed class PoolingTests
{
    private static readonly TermTable s_terms = new()
    {
        { "F.max_pool2d(x, 2)", [2, 3, 8, 9], x => max_pool2d(x, 2) },
        { "F.max_pool2d(x, 3, stride=2, padding=1)", [2, 3, 14, 14], x => max_pool2d(x, 3, stride: 2, padding: 1) },
        { "F.max_pool2d(x, 3, stride=2, ceil_mode=True)", [2, 3, 8, 8], x => max_pool2d(x, 3, stride: 2, ceil_mode: true) },
        { "F.max_pool2d(x, (3, 2), (1, 2), (1, 0), (2, 1))", [2, 3, 12, 9], x => max_pool2d(x, [3, 2], [1, 2], [1, 0], [2, 1]) },
        { "F.avg_pool2d(x, 2, stride=2)", [2, 3, 8, 9], x => avg_pool2d(x, 2, stride: 2) },
        { "F.avg_pool2d(x, 3, stride=2, padding=1, ceil_mode=True, count_include_pad=False)", [2, 3, 10, 10], x => avg_pool2d(x, 3, stride: 2, padding: 1, ceil_mode: true, count_include_pad: false) },
        { "F.adaptive_avg_pool2d(x, 1)", [2, 3, 7, 7], x => adaptive_avg_pool2d(x, 1) },
        { "F.adaptive_avg_pool2d(x, (7, 7))", [2, 3, 14, 14], x => adaptive_avg_pool2d(x, (7, 7)) },
        { "F.adaptive_avg_pool2d(x, (3, 5))", [2, 3, 8, 4], x => adaptive_avg_pool2d(x, [3, 5]) },
        { "F.adaptive_avg_pool2d(x, 7)", [1, 3, 2, 2], x => adaptive_avg_pool2d(x, 7) },
    };

    public static TheoryData<string, string> Cases => s_terms.Cases;

    [PeerTheory, MemberData(nameof(Cases))]
    public void Agrees_with_PyTorch(string term, string dtype) => s_terms.Check(term, dtype);
}
