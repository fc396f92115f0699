using NetVariants.Tests.Peers;
using TorchSharp;
using Xunit;
using static TorchSharp.torch.nn.functional;

namespace NetVariants.SystemTorch.Tests.Numbers;

public sealed class ActivationTests
{
    private static readonly TermTable s_terms = new()
    {
        { "F.relu(x)", [4, 5], x => relu(x) },
        { "F.relu(x * 2, inplace=True)", [4, 5], x => relu(x * 2, inplace: true) },
        { "F.relu6(x * 5)", [4, 5], x => relu6(x * 5) },
        { "F.leaky_relu(x, 0.2)", [4, 5], x => leaky_relu(x, 0.2) },
        { "F.elu(x, 1.5)", [4, 5], x => elu(x, 1.5) },
        { "F.gelu(x)", [4, 5], x => gelu(x) },
        { "F.silu(x)", [4, 5], x => silu(x) },
        { "F.softplus(x)", [4, 5], x => softplus(x) },
        { "torch.sigmoid(x)", [4, 5], x => x.sigmoid() },
        { "torch.tanh(x)", [4, 5], x => x.tanh() },
        { "F.softmax(x, dim=1)", [4, 5], x => softmax(x, 1) },
        { "F.softmax(x, dim=0)", [4, 5, 2], x => x.softmax(0) },
        { "F.log_softmax(x, dim=1)", [4, 5], x => log_softmax(x, 1) },
        { "F.dropout(x, 0.5, training=False)", [4, 5], x => dropout(x, 0.5, training: false) },
        { "F.dropout(x, 0.0, training=True)", [4, 5], x => dropout(x, 0.0, training: true) },
        { "F.dropout(x, 1.0, training=True)", [4, 5], x => dropout(x, 1.0, training: true) },
    };

    public static TheoryData<string, string> Cases => s_terms.Cases;

    [PeerTheory, MemberData(nameof(Cases))]
    public void Agrees_with_PyTorch(string term, string dtype) => s_terms.Check(term, dtype);
}
