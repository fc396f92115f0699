using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Data;
using NetVariants.Training;

namespace NetVariants.Experiments;

/// <summary>The results of a comparison.</summary>
/// <param name="Data">What the networks were trained and tested on.</param>
/// <param name="Options">How they were trained.</param>
/// <param name="Environment">Where and when.</param>
/// <param name="Candidates">Every network that was trained or failed, in the order given.</param>
/// <param name="Cancelled">Whether the comparison was ended early: networks are missing then, the unfinished one among them.</param>
public sealed record ComparisonResult(
    DataSplits Data,
    TrainerOptions Options,
    RunEnvironment Environment,
    IReadOnlyList<CandidateResult> Candidates,
    bool Cancelled)
{
    /// <summary>
    /// The network of highest test accuracy; null if none was tested, or if <see cref="TrainerOptions.DebugRun"/> cut the trainings short.
    /// </summary>
    public CandidateResult? Best => Options.DebugRun == DebugRun.None
        ? Candidates.Where(candidate => candidate.TestAccuracy is not null).MaxBy(candidate => candidate.TestAccuracy!.Mean)
        : null;
}
