using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.SystemTorch.Tests.Engine;

public sealed class IndexingTests
{
    private readonly Tensor _cube = arange(24).reshape(2, 3, 4);

    [Fact]
    public void Integers_select() => Check([12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23], [3, 4], _cube[1]);

    [Fact]
    public void Integers_count_from_the_end_when_negative() => Check([23], [], _cube[-1, -1, -1]);

    [Fact]
    public void Ranges_slice() => Check([5, 6, 17, 18], [2, 2], _cube[.., 1, 1..3]);

    [Fact]
    public void A_range_from_the_end_slices() => Check([3, 7, 11], [3], _cube[0, .., ^1]);

    [Fact]
    public void Steps_skip() => Check([0, 2, 8, 10], [2, 2], _cube[0, TensorIndex.Slice(step: 2), TensorIndex.Slice(0, 4, 2)]);

    [Fact]
    public void An_ellipsis_stands_for_the_rest() => Check([0, 4, 8, 12, 16, 20], [2, 3], _cube[TensorIndex.Ellipsis, 0]);

    [Fact]
    public void None_is_a_new_dimension() => Assert.Equal([2, 1, 3, 4], _cube[TensorIndex.Colon, TensorIndex.None].shape);

    [Fact]
    public void A_tensor_gathers() => Check([8, 9, 10, 11, 0, 1, 2, 3], [2, 4], _cube[0][tensor([2L, 0L])]);

    [Fact]
    public void A_mask_selects() => Check([20, 21, 22, 23], [4], _cube[_cube.gt(19)]);

    [Fact]
    public void Tensors_and_slices_mix() =>
        Check([1, 13, 9, 21], [2, 2], _cube[TensorIndex.Colon, TensorIndex.Tensor(tensor([0L, 2L])), TensorIndex.Single(1)].t());

    [Fact]
    public void A_slice_is_a_view()
    {
        _cube[0, .., 0].fill_(-1);
        Check([-1, -1, -1], [3], _cube[0, .., 0]);
    }

    [Fact]
    public void Assignment_writes_through()
    {
        _cube[1, .., 1..3] = zeros([3, 2], int64);
        Check([12, 0, 0, 15, 16, 0, 0, 19, 20, 0, 0, 23], [3, 4], _cube[1]);
        _cube[0, 0, 0] = tensor(99L);
        Assert.Equal(99, _cube[0, 0, 0].item<long>());
        _cube[_cube.gt(50)] = tensor(7L);
        Assert.Equal(7, _cube[0, 0, 0].item<long>());
    }

    [Fact]
    public void Index_put_accumulates_when_asked()
    {
        var counts = zeros(3);
        var where = new[] { tensor([0L, 0L, 2L]) };
        Assert.Same(counts, counts.index_put_(ones(3), where, accumulate: true));
        Assert.Equal([2f, 0f, 1f], counts.data<float>().ToArray());
        counts.index_put_(5, TensorIndex.Slice(1));
        Assert.Equal([2f, 5f, 5f], counts.data<float>().ToArray());
    }

    private static void Check(long[] elements, long[] shape, Tensor actual)
    {
        Assert.Equal(shape, actual.shape);
        Assert.Equal(elements, actual.data<long>().ToArray());
    }
}
