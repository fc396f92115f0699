using NetVariants.Tests.Peers;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.SystemTorch.Tests.Numbers;

public sealed class PointwiseTests
{
    private static readonly TermTable s_terms = new()
    {
        { "x + y", [3, 4], [4], (x, y) => x + y },
        { "x - 2 * y", [3, 4], [3, 1], (x, y) => x - 2 * y },
        { "x * y", [3, 4], [3, 4], (x, y) => x * y },
        { "x / (y * y + 1)", [3, 4], [3, 4], (x, y) => x / (y * y + 1) },
        { "1 / (1 + x * x)", [3, 4], x => 1 / (1 + x * x) },
        { "-x", [3, 4], x => -x },
        { "x + 1.5", [3, 4], x => x + 1.5 },
        { "3 - x", [3, 4], x => 3 - x },
        { "torch.add(x, y, alpha=0.25)", [3, 4], [3, 4], (x, y) => x.add(y, 0.25) },
        { "torch.addcmul(x, y, z, value=0.5)", [3, 4], [3, 4], [3, 4], (x, y, z) => x.addcmul(y, z, 0.5) },
        { "torch.addcdiv(x, y, z * z + 1, value=-0.5)", [3, 4], [3, 4], [3, 4], (x, y, z) => x.addcdiv(y, z * z + 1, -0.5) },
        { "torch.lerp(x, y, 0.3 * torch.ones_like(x))", [3, 4], [3, 4], (x, y) => x.lerp(y, 0.3 * ones_like(x)) },
        { "x.exp()", [3, 4], x => x.exp() },
        { "(x * x + 1).log()", [3, 4], x => (x * x + 1).log() },
        { "x.abs().sqrt()", [3, 4], x => x.abs().sqrt() },
        { "(x * x + 1).rsqrt()", [3, 4], x => (x * x + 1).rsqrt() },
        { "x ** 3", [3, 4], x => x.pow(3) },
        { "x.square()", [3, 4], x => x.square() },
        { "x.sin() * x.cos()", [3, 4], x => x.sin() * x.cos() },
        { "x.clamp(-0.5, 0.5)", [3, 4], x => x.clamp(-0.5, 0.5) },
        { "x.clamp(min=0.1)", [3, 4], x => x.clamp(min: 0.1) },
        { "torch.maximum(x, y)", [3, 4], [3, 4], (x, y) => x.maximum(y) },
        { "torch.minimum(x, y)", [3, 4], [3, 4], (x, y) => x.minimum(y) },
        { "torch.where(x > 0, x, y)", [3, 4], [3, 4], (x, y) => where(x.gt(0), x, y) },
        { "x.masked_fill(x > 0, -1.0)", [3, 4], x => x.masked_fill(x.gt(0), -1.0) },
        { "x.round()", [3, 4], x => (x * 1).round() },
        { "x.floor() + x.ceil()", [3, 4], x => x.floor() + x.ceil() },
        { "x.sign()", [3, 4], x => x.sign() },
        { "x == x", [3, 4], x => x.eq(x) },
        { "x < y", [3, 4], [3, 4], (x, y) => x.lt(y) },
        { "x >= y", [3, 4], [3, 4], (x, y) => x.ge(y) },
        { "(x > 0) & ~(y > 0)", [3, 4], [3, 4], (x, y) => x.gt(0).logical_and(y.gt(0).logical_not()) },
        { "x.isnan()", [3, 4], x => x.isnan() },
        { "x.isfinite()", [3, 4], x => x.isfinite() },
        { "x.to(torch.int64)", [3, 4], x => x.to(ScalarType.Int64) },
        { "x.to(torch.bfloat16).to(torch.float32)", [3, 4], x => x.to(ScalarType.BFloat16).to(ScalarType.Float32) },
        { "(x * 1).add_(y, alpha=2).mul_(0.5)", [3, 4], [3, 4], (x, y) => (x * 1).add_(y, 2).mul_(0.5) },
        { "(x * 1).sub_(y).div_(2)", [3, 4], [3, 4], (x, y) => (x * 1).sub_(y).div_(2) },
        { "x.detach() * x", [3, 4], x => x.detach() * x },
    };

    public static TheoryData<string, string> Cases => s_terms.Cases;

    [PeerTheory, MemberData(nameof(Cases))]
    public void Agrees_with_PyTorch(string term, string dtype) => s_terms.Check(term, dtype);
}
