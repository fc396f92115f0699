using NetVariants.Tests.Peers;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace NetVariants.SystemTorch.Tests.Numbers;

public sealed class LinearAlgebraTests
{
    private static readonly TermTable s_terms = new()
    {
        { "F.linear(x, y, z)", [5, 7], [3, 7], [3], (x, y, z) => linear(x, y, z) },
        { "F.linear(x, y)", [2, 5, 7], [3, 7], (x, y) => linear(x, y) },
        { "torch.matmul(x, y)", [2, 3, 4], [4, 5], (x, y) => matmul(x, y) },
        { "x @ y", [6, 4], [4], (x, y) => x.matmul(y) },
        { "torch.mm(x, y)", [3, 4], [4, 5], (x, y) => x.mm(y) },
        { "torch.bmm(x, y)", [2, 3, 4], [2, 4, 5], (x, y) => x.bmm(y) },
        { "torch.addmm(z, x, y)", [3, 4], [4, 5], [5], (x, y, z) => z.addmm(x, y) },
        { "x.t() @ x", [6, 4], x => x.t().matmul(x) },
        { "torch.outer(x, y)", [3], [4], (x, y) => x.outer(y) },
        { "torch.dot(x, y)", [9], [9], (x, y) => x.dot(y) },
        { "torch.einsum('bij,bjk->bik', x, y)", [2, 3, 4], [2, 4, 5], (x, y) => einsum("bij,bjk->bik", x, y) },
        { "x.norm()", [3, 4], x => x.norm() },
    };

    public static TheoryData<string, string> Cases => s_terms.Cases;

    [PeerTheory, MemberData(nameof(Cases))]
    public void Agrees_with_PyTorch(string term, string dtype) => s_terms.Check(term, dtype);
}
