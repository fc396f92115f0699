using NetVariants.Tests.Peers;
using Xunit;
using static TorchSharp.torch.nn.functional;

namespace NetVariants.SystemTorch.Tests.Numbers;

public sealed class ConvolutionTests
{
    private static readonly TermTable s_terms = new()
    {
        { "F.conv2d(x, y, z)", [2, 3, 9, 8], [4, 3, 3, 3], [4], (x, y, z) => conv2d(x, y, z) },
        { "F.conv2d(x, y)", [2, 3, 9, 8], [4, 3, 1, 1], (x, y) => conv2d(x, y) },
        { "F.conv2d(x, y, stride=2, padding=3)", [2, 3, 20, 20], [8, 3, 7, 7], (x, y) => conv2d(x, y, strides: [2, 2], padding: [3, 3]) },
        { "F.conv2d(x, y, stride=(2, 1), padding=(0, 2))", [1, 3, 9, 8], [4, 3, 3, 5], (x, y) => conv2d(x, y, strides: [2, 1], padding: [0, 2]) },
        { "F.conv2d(x, y, padding=2, dilation=2)", [2, 3, 9, 8], [4, 3, 3, 3], (x, y) => conv2d(x, y, padding: [2, 2], dilation: [2, 2]) },
        { "F.conv2d(x, y, z, padding=1, groups=2)", [2, 4, 9, 8], [6, 2, 3, 3], [6], (x, y, z) => conv2d(x, y, z, padding: [1, 1], groups: 2) },
        { "F.conv2d(x, y, padding=1, groups=4)", [2, 4, 9, 8], [4, 1, 3, 3], (x, y) => conv2d(x, y, padding: [1, 1], groups: 4) },
        { "F.conv2d(x, y, stride=2, padding=1, groups=8)", [1, 16, 14, 14], [16, 2, 3, 3], (x, y) => conv2d(x, y, strides: [2, 2], padding: [1, 1], groups: 8) },
    };

    public static TheoryData<string, string> Cases => s_terms.Cases;

    [PeerTheory, MemberData(nameof(Cases))]
    public void Agrees_with_PyTorch(string term, string dtype) => s_terms.Check(term, dtype);
}
