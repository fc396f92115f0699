namespace NetVariants.Mutation;

/// <summary>What became of a mutant.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Test">The test that failed, where one did.</param>
internal sealed record Verdict(Outcome Outcome, string? Test = null);

/// <summary>The ways a mutant can end.</summary>
internal enum Outcome
{
    /// <summary>It does not compile, and counts for nothing.</summary>
    Invalid,

    /// <summary>A test failed.</summary>
    Killed,

    /// <summary>The tests ran for longer than they may, or the process ended: it loops, recurses or takes all memory.</summary>
    TimedOut,

    /// <summary>All tests passed.</summary>
    Survived,
}
