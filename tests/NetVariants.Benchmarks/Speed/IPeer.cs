using System;

namespace NetVariants.Benchmarks.Speed;

/// <summary>Another library's network, which takes turns with ours.</summary>
internal interface IPeer : IDisposable
{
    /// <summary>Takes the steps that begin within a time, at least one.</summary>
    /// <returns>The milliseconds of a step.</returns>
    double TakeTurn(TimeSpan duration);
}
