using System;

namespace NetVariants.Benchmarks.Speed;

/// <summary>Another library's network, which takes turns with ours.</summary>
internal interface IPeer : IDisposable
{
    /// <summary>Takes steps until a time is over, at least one, and gives the milliseconds of a step.</summary>
    double TakeTurn(TimeSpan duration);
}
