using System;
using System.Collections.Generic;
using NetVariants.Tests.Peers;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.SystemTorch.Tests.Modules;

public sealed class EmbeddingTests
{
    [PeerFact]
    public void State_results_and_gradients_are_PyTorchs()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor indices = tensor(new[,] { { 1L, 0L, 3L }, { 3L, 2L, 4L } });
        Dictionary<string, Tensor> expected = Peer.Run(
            """
            torch.manual_seed(11)
            layer = nn.Embedding(5, 4, padding_idx=-2, max_norm=1.5, scale_grad_by_freq=True)
            start = layer.weight.detach().clone()
            result = layer(x)
            result.sum().backward()
            after, grad = layer.weight, layer.weight.grad
            """,
            new Dictionary<string, Tensor> { ["x"] = indices }, "start", "result", "after", "grad");

        manual_seed(11);
        using Embedding layer = nn.Embedding(5, 4, padding_idx: -2, max_norm: 1.5, scale_grad_by_freq: true);
        Agreement.Within(1e-6, expected["start"], layer.weight!, "the vectors at first");
        Tensor result = layer.call(indices);
        result.sum().backward();
        Agreement.Within(1e-6, expected["result"], result, "the result");
        Agreement.Within(1e-6, expected["after"], layer.weight!, "the renormalised vectors");
        Agreement.Within(1e-6, expected["grad"], layer.weight!.grad!, "the gradient");
    }

    [Fact]
    public void Given_vectors_are_shared_and_frozen()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor vectors = arange(6f).reshape(3, 2);
        using Embedding layer = nn.Embedding_from_pretrained(vectors);
        Assert.False(layer.weight!.requires_grad);
        vectors.fill_(9);
        Assert.Equal([9f, 9f], layer.call(tensor(2L)).data<float>().ToArray());
        Assert.True(nn.Embedding_from_pretrained(vectors, freeze: false).weight!.requires_grad);
    }

    [Fact]
    public void A_padding_index_outside_the_table_is_an_error() => Assert.Throws<ArgumentException>(() => nn.Embedding(3, 2, padding_idx: 3));
}
