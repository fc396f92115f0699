using System;
using System.Collections.Generic;

namespace TorchSharp;

/// <summary>Owns what its thread creates while it is the innermost one, and disposes it with itself.</summary>
public sealed partial class DisposeScope : IDisposable
{
    private DisposeScopeManager? manager;
    private HashSet<IDisposable> owned = new(ReferenceEqualityComparer.Instance);

    internal DisposeScope(DisposeScopeManager manager, DisposeScope? outer)
    {
        this.manager = manager;
        OuterScope = outer;
    }

    /// <exception cref="ObjectDisposedException">The scope has been disposed.</exception>
    public int DisposablesCount
    {
        get
        {
            _ = Manager;
            return owned.Count;
        }
    }

    /// <summary>A copy of what the scope owns.</summary>
    /// <exception cref="ObjectDisposedException">The scope has been disposed.</exception>
    public IReadOnlyList<IDisposable> DisposablesView
    {
        get
        {
            _ = Manager;
            return [.. owned];
        }
    }

    internal DisposeScope? OuterScope { get; set; }

    private DisposeScopeManager Manager
    {
        get
        {
            ObjectDisposedException.ThrowIf(manager is null, this);
            return manager;
        }
    }

    public bool Contains(IDisposable disposable) => owned.Contains(disposable);

    /// <summary>Disposes what the scope owns, and ends the scope.</summary>
    public void Dispose()
    {
        if (manager is null) return;
        DisposeEverything();
        manager.Remove(this);
        manager = null;
    }

    /// <summary>Forgets an object that is being disposed, without counting it as detached.</summary>
    /// <exception cref="ObjectDisposedException">The scope has been disposed.</exception>
    public void MarkAsDisposed(IDisposable disposable)
    {
        _ = Manager;
        owned.Remove(disposable);
        if (disposable is IScoped item) item.OwningDisposeScope = null;
    }

    internal void Forget(IScoped item)
    {
        owned.Remove(item);
        item.OwningDisposeScope = null;
    }

    internal void Own(IScoped item)
    {
        owned.Add(item);
        item.OwningDisposeScope = this;
    }

    /// <summary>Makes an object the scope's own, whoever owned it before; false where it was already.</summary>
    private bool Take(IDisposable disposable)
    {
        if (disposable is not IScoped item)
        {
            throw new InvalidOperationException("DisposeScope can only manage Tensor or PackedSequence");
        }

        var former = item.OwningDisposeScope;
        if (former == this) return false;
        former?.owned.Remove(item);
        Own(item);
        return true;
    }
}
