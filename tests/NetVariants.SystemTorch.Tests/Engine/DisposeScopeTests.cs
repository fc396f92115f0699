using System;
using System.Threading;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace NetVariants.SystemTorch.Tests.Engine;

public sealed class DisposeScopeTests
{
    private readonly ThreadDisposeScopeStatistics _counts = DisposeScopeManager.Statistics;

    public DisposeScopeTests() => _counts.Reset();

    [Fact]
    public void A_scope_disposes_what_was_created_in_it()
    {
        Tensor inner;
        using (NewDisposeScope())
        {
            inner = ones(2);
            Assert.False(inner.IsInvalid);
        }

        Assert.True(inner.IsInvalid);
        Assert.Equal((1, 1, 0, 0), (_counts.CreatedInScopeCount, _counts.DisposedInScopeCount, _counts.CreatedOutsideScopeCount, _counts.ThreadTotalLiveCount));
    }

    [Fact]
    public void Outside_of_scopes_tensors_are_the_callers()
    {
        using (ones(2))
        {
            Assert.Null(CurrentDisposeScope);
            Assert.Equal((1, 1), (_counts.CreatedOutsideScopeCount, _counts.ThreadTotalLiveCount));
        }

        Assert.Equal((1, 0), (_counts.DisposedOutsideScopeCount, _counts.ThreadTotalLiveCount));
    }

    [Fact]
    public void A_moved_tensor_lives_as_long_as_the_outer_scope()
    {
        using var outer = NewDisposeScope();
        Tensor moved;
        using (NewDisposeScope())
        {
            moved = ones(2).MoveToOuterDisposeScope();
        }

        Assert.False(moved.IsInvalid);
        Assert.True(outer.Contains(moved));
        Assert.Equal((0, 0, 0), (_counts.AttachedToScopeCount, _counts.DetachedFromScopeCount, _counts.DisposedInScopeCount));
        outer.Dispose();
        Assert.True(moved.IsInvalid);
    }

    [Fact]
    public void Moving_out_of_the_outermost_scope_detaches()
    {
        Tensor moved;
        using (NewDisposeScope())
        {
            moved = ones(2).MoveToOuterDisposeScope();
        }

        Assert.False(moved.IsInvalid);
        Assert.Equal((1, 0), (_counts.DetachedFromScopeCount, _counts.DisposedInScopeCount));
        moved.Dispose();
        Assert.Equal(1, _counts.DisposedOutsideScopeCount);
    }

    [Fact]
    public void Detached_and_attached_tensors_count_as_such()
    {
        using var free = ones(2);
        using var scope = NewDisposeScope();
        var owned = ones(2);
        scope.Detach(owned);
        Assert.Equal((1, 0), (_counts.DetachedFromScopeCount, scope.DisposablesCount));
        scope.Attach(free, owned);
        Assert.Equal((2, 2), (_counts.AttachedToScopeCount, scope.DisposablesCount));
        scope.Attach(free);
        Assert.Equal(2, _counts.AttachedToScopeCount);
    }

    [Fact]
    public void A_tensor_disposed_by_hand_leaves_its_scope()
    {
        using var scope = NewDisposeScope();
        var tensor = ones(2);
        tensor.Dispose();
        Assert.Equal((0, 1), (scope.DisposablesCount, _counts.DisposedInScopeCount));
        tensor.Dispose();
        Assert.Equal(1, _counts.DisposedInScopeCount);
    }

    [Fact]
    public void DisposeEverythingBut_keeps_what_it_is_told()
    {
        using var scope = NewDisposeScope();
        Tensor kept = ones(2), gone = ones(2);
        Assert.Same(kept, scope.DisposeEverythingBut(kept));
        Assert.Equal((false, true), (kept.IsInvalid, gone.IsInvalid));
        Assert.Equal([kept], scope.DisposablesView);
    }

    [Fact]
    public void MoveToOther_hands_over_between_scopes()
    {
        using var target = NewDisposeScope();
        var home = ones(2);
        using var source = NewDisposeScope();
        var (first, second) = (ones(2), ones(2));
        first.MoveToOtherDisposeScope(home);
        source.MoveToOther(target, second);
        source.Dispose();
        Assert.Equal((false, false), (first.IsInvalid, second.IsInvalid));
        Assert.Equal(3, target.DisposablesCount);
    }

    [Fact]
    public void A_move_to_the_same_scope_changes_nothing()
    {
        using var scope = NewDisposeScope();
        Tensor tensor = ones(2), neighbour = ones(2);
        tensor.MoveToOtherDisposeScope(neighbour);
        Assert.True(scope.Contains(tensor));
        scope.Dispose();
        Assert.True(tensor.IsInvalid);
    }

    [Fact]
    public void A_scope_may_end_before_an_inner_one()
    {
        var outer = NewDisposeScope();
        using var inner = NewDisposeScope();
        var innerTensor = ones(2);
        outer.Dispose();
        Assert.False(innerTensor.IsInvalid);
        Assert.Same(inner, CurrentDisposeScope);
        inner.Dispose();
        Assert.Null(CurrentDisposeScope);
    }

    [Fact]
    public void WrappedTensorDisposeScope_lets_only_the_result_out()
    {
        using var outer = NewDisposeScope();
        Tensor? intermediate = null;
        var result = WrappedTensorDisposeScope(() => (intermediate = ones(2)) + 1);
        Assert.Equal((true, false), (intermediate!.IsInvalid, result.IsInvalid));
        Assert.Equal(1, outer.DisposablesCount);
    }

    [Fact]
    public void A_scope_refuses_what_is_no_tensor()
    {
        using var scope = NewDisposeScope();
        using var stranger = new CancellationTokenSource();
        Assert.Throws<InvalidOperationException>(() => scope.Attach(stranger));
    }

    [Fact]
    public void A_disposed_scope_refuses_everything_but_Dispose()
    {
        var scope = NewDisposeScope();
        scope.Dispose();
        scope.Dispose();
        Assert.Throws<ObjectDisposedException>(() => scope.DisposablesCount);
        Assert.Throws<ObjectDisposedException>(() => scope.DisposablesView);
        using var tensor = ones(2);
        Assert.Throws<ObjectDisposedException>(() => scope.Attach(tensor));
        Assert.Throws<ObjectDisposedException>(() => scope.Detach(tensor));
    }

    [Fact]
    public void Each_thread_has_its_own_scopes_and_counts()
    {
        using var scope = NewDisposeScope();
        long created = -1;
        DisposeScope? other = scope;
        Tensor? foreign = null;
        var thread = new Thread(() =>
        {
            foreign = ones(2);
            created = DisposeScopeManager.Statistics.CreatedOutsideScopeCount;
            other = CurrentDisposeScope;
        });
        thread.Start();
        thread.Join();
        Assert.Equal((1L, (DisposeScope?)null, 0L), (created, other, _counts.CreatedOutsideScopeCount));
        Assert.False(scope.Contains(foreign!));
        foreign!.Dispose();
        Assert.Equal(1, _counts.DisposedOutsideScopeCount);
    }

    [Fact]
    public void Statistics_say_their_numbers_in_words()
    {
        using (NewDisposeScope()) ones(2);
        const string Expected =
            "ThreadTotalLiveCount: 0; CreatedOutsideScopeCount: 0; DisposedOutsideScopeCount: 0; CreatedInScopeCount: 1; "
            + "DisposedInScopeCount: 1; AttachedToScopeCount: 0; DetachedFromScopeCount: 0";
        Assert.Equal(Expected, _counts.ToString());
        Assert.Equal(Expected, _counts.TensorStatistics.ToString());
        _counts.Reset();
        Assert.Equal(0, _counts.CreatedInScopeCount);
    }

    [Fact]
    public void A_thousand_training_steps_keep_no_handle()
    {
        Garbage.Collect();
        using var weight = randn(8, 4, requires_grad: true);
        var before = Tensor.TotalCount;
        for (var step = 0; step < 1000; step++)
        {
            using var scope = NewDisposeScope();
            var loss = nn.functional.relu(randn(2, 8).matmul(weight)).sum();
            loss.backward();
            using (no_grad()) weight.sub_(weight.grad!.mul(1e-3));
            weight.grad = null;
        }

        Assert.Equal(before, Tensor.TotalCount);
        Assert.Equal(_counts.CreatedInScopeCount, _counts.DisposedInScopeCount);
    }
}
