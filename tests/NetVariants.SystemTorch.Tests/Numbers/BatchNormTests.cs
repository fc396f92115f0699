using System.Collections.Generic;
using System.Linq;
using NetVariants.Tests.Peers;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace NetVariants.SystemTorch.Tests.Numbers;

public sealed class BatchNormTests
{
    private static readonly TermTable s_terms = new()
    {
        { "F.batch_norm(x, None, None, y, z, training=True)", [4, 3, 5, 5], [3], [3], (x, y, z) => batch_norm(x, null, null, y, z, training: true) },
        { "F.batch_norm(x, None, None, training=True, eps=0.1)", [4, 3], x => batch_norm(x, null, null, training: true, eps: 0.1) },
        { "F.batch_norm(x, torch.arange(3).to(x.dtype), torch.arange(1, 4).to(x.dtype), y, z)", [4, 3, 5, 5], [3], [3], (x, y, z) => batch_norm(x, arange(3).to(x.dtype), arange(1, 4).to(x.dtype), y, z) },
    };

    public static TheoryData<string, string> Cases => s_terms.Cases;

    [PeerTheory, MemberData(nameof(Cases))]
    public void Agrees_with_PyTorch(string term, string dtype) => s_terms.Check(term, dtype);

    [PeerTheory]
    [InlineData("0.1", 0.1)]
    [InlineData("0.6", 0.6)]
    public void Running_statistics_follow_the_batches_and_serve_in_evaluation(string python, double momentum)
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var inputs = new Dictionary<string, Tensor> { ["batches"] = randn([4, 8, 3, 6, 6], dtype: ScalarType.Float64) * 3 + 1 };
        var expected = Peer.Run(
            $"""
            norm = nn.BatchNorm2d(3, momentum={python}).double()
            for batch in batches[:3]:
                norm(batch)
            state = norm.state_dict()
            y = norm.eval()(batches[3])
            """,
            inputs, "state", "y");

        var norm = nn.BatchNorm2d(3, momentum: momentum).to(ScalarType.Float64);
        foreach (var batch in inputs["batches"].unbind().Take(3))
            norm.call(batch);
        norm.eval();
        var y = norm.call(inputs["batches"][3]);

        var state = norm.state_dict();
        Assert.Equal(expected.Keys.Where(name => name != "y").Order(), state.Keys.Select(name => $"state.{name}").Order());
        foreach (var (name, tensor) in state)
            Agreement.Within(1e-13, expected[$"state.{name}"], tensor, name);
        Agreement.Within(1e-13, expected["y"], y, "the evaluated output");
    }
}
