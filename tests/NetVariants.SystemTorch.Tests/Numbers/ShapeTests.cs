using NetVariants.Tests.Peers;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.SystemTorch.Tests.Numbers;

public sealed class ShapeTests
{
    private static readonly TermTable s_terms = new()
    {
        { "x.reshape(2, -1)", [3, 4], x => x.reshape(2, -1) },
        { "x.view(12)", [3, 4], x => x.view(12) },
        { "x.flatten(1)", [3, 4, 5], x => x.flatten(1) },
        { "torch.flatten(x)", [3, 4], x => flatten(x) },
        { "x.permute(2, 0, 1)", [3, 4, 5], x => x.permute(2, 0, 1) },
        { "x.transpose(0, 2)", [3, 4, 5], x => x.transpose(0, 2) },
        { "x.permute(2, 0, 1).contiguous() * 2", [3, 4, 5], x => x.permute(2, 0, 1).contiguous() * 2 },
        { "x.squeeze()", [3, 1, 5, 1], x => x.squeeze() },
        { "x.squeeze(1)", [3, 1, 5], x => x.squeeze(1) },
        { "x.unsqueeze(-1)", [3, 4], x => x.unsqueeze(-1) },
        { "x.expand(3, 4)", [3, 1], x => x.expand(3, 4) },
        { "x.repeat(2, 3)", [3, 4], x => x.repeat(2, 3) },
        { "x.flip(3)", [1, 2, 3, 4], x => x.flip(3) },
        { "x.roll(2, 1)", [3, 4], x => x.roll(2, 1) },
        { "torch.cat([x, y], 1)", [2, 3, 4, 4], [2, 5, 4, 4], (x, y) => cat([x, y], 1) },
        { "torch.cat([x, y, z])", [2, 3], [1, 3], [4, 3], (x, y, z) => cat([x, y, z]) },
        { "torch.stack([x, y], 1)", [2, 3], [2, 3], (x, y) => stack([x, y], 1) },
        { "torch.stack(x.split(2), 0)", [6, 3], x => stack(x.split(2), 0) },
        { "x.chunk(2, 1)[1]", [3, 4], x => x.chunk(2, 1)[1] },
        { "x.unbind(1)[2]", [3, 4], x => x.unbind(1)[2] },
        { "x.narrow(1, 1, 2)", [3, 4], x => x.narrow(1, 1, 2) },
        { "x.select(1, 2)", [3, 4], x => x.select(1, 2) },
        { "x[1]", [3, 4], x => x[1] },
        { "x[-1, 2]", [3, 4], x => x[-1, 2] },
        { "x[:, 1:3]", [3, 4], x => x[TensorIndex.Colon, TensorIndex.Slice(1, 3)] },
        { "x[..., ::2]", [2, 3, 5], x => x[TensorIndex.Ellipsis, TensorIndex.Slice(step: 2)] },
        { "x[:, None, 1]", [3, 4], x => x[TensorIndex.Colon, TensorIndex.None, TensorIndex.Single(1)] },
        { "x[torch.tensor([2, 0, 2])]", [3, 4], x => x[tensor(new long[] { 2, 0, 2 })] },
        { "x[x > 0]", [3, 4], x => x[x.gt(0)] },
        { "x.index_select(1, torch.tensor([3, 1]))", [3, 4], x => x.index_select(1, tensor(new long[] { 3, 1 })) },
        { "x.gather(1, torch.tensor([[0], [3], [1]]))", [3, 4], x => x.gather(1, tensor(new long[] { 0, 3, 1 }).reshape(3, 1)) },
        { "x.masked_select(x > 0)", [3, 4], x => x.masked_select(x.gt(0)) },
        { "(x > 0).nonzero()", [3, 4], x => x.gt(0).nonzero() },
        { "x.clone()", [3, 4], x => x.clone() },
        { "F.pad(x, (1, 2, 0, 3), value=0.5)", [1, 2, 3, 4], x => nn.functional.pad(x, (1, 2, 0, 3), value: 0.5) },
        { "F.pad(x, (1, 2, 1, 1), mode='reflect')", [1, 2, 3, 4], x => nn.functional.pad(x, (1, 2, 1, 1), PaddingModes.Reflect) },
        { "F.interpolate(x, (5, 7), mode='bilinear', align_corners=False)", [1, 2, 3, 4], x => nn.functional.interpolate(x, [5, 7], mode: InterpolationMode.Bilinear, align_corners: false) },
        { "F.one_hot(torch.tensor([1, 3]), 5).to(x.dtype) @ x", [5, 2], x => nn.functional.one_hot(tensor(new long[] { 1, 3 }), 5).to(x.dtype).matmul(x) },
    };

    public static TheoryData<string, string> Cases => s_terms.Cases;

    [PeerTheory, MemberData(nameof(Cases))]
    public void Agrees_with_PyTorch(string term, string dtype) => s_terms.Check(term, dtype);
}
