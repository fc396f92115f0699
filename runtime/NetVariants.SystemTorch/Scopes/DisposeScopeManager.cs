using System;

namespace TorchSharp;

/// <summary>A thread's stack of dispose scopes, and its counts.</summary>
public partial class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScopeManager? current;

    private readonly ThreadDisposeScopeStatistics statistics = new();

    /// <summary>The calling thread's counts.</summary>
    public static ThreadDisposeScopeStatistics Statistics => OfThread.statistics;

    internal static DisposeScopeManager OfThread => current ??= new DisposeScopeManager();

    internal DisposeScope? CurrentScope { get; private set; }

    internal ThreadDisposeScopeStatistics Counts => statistics;

    internal DisposeScope NewScope() => CurrentScope = new DisposeScope(this, CurrentScope);

    /// <summary>Counts a creation, and hands the object to the innermost scope.</summary>
    internal void Register(IScoped item)
    {
        var counts = item.StatisticsIn(statistics);
        if (CurrentScope is not { } scope)
        {
            counts.CreatedOutsideScopeCount++;
            return;
        }

        counts.CreatedInScopeCount++;
        scope.Own(item);
    }

    /// <summary>Counts a disposal, and takes the object from its scope.</summary>
    internal void Unregister(IScoped item)
    {
        var counts = item.StatisticsIn(statistics);
        if (item.OwningDisposeScope is not { } scope)
        {
            counts.DisposedOutsideScopeCount++;
            return;
        }

        counts.DisposedInScopeCount++;
        scope.Forget(item);
    }

    /// <summary>Takes a scope out of the stack, wherever in it it stands.</summary>
    internal void Remove(DisposeScope scope)
    {
        if (CurrentScope == scope)
        {
            CurrentScope = scope.OuterScope;
            return;
        }

        for (var inner = CurrentScope; inner is not null; inner = inner.OuterScope)
        {
            if (inner.OuterScope != scope) continue;
            inner.OuterScope = scope.OuterScope;
            return;
        }
    }
}
