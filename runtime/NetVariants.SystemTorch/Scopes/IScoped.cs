using System;

namespace TorchSharp;

/// <summary>What a <see cref="DisposeScope"/> can own: tensors and packed sequences.</summary>
internal interface IScoped : IDisposable
{
    /// <summary>The scope that will dispose it, if any.</summary>
    DisposeScope? OwningDisposeScope { get; set; }

    /// <summary>The entry of a thread's statistics in which it counts.</summary>
    LifetimeStatistics StatisticsIn(ThreadDisposeScopeStatistics thread);
}
