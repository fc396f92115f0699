namespace NetVariants.Generators;

/// <summary>The names under which the incremental driver records each step's results.</summary>
internal static class TrackingNames
{
    /// <summary>From a type with variant attributes to what it says, by value.</summary>
    public const string Read = nameof(Read);

    /// <summary>The types of which this declaration and this family is the owner.</summary>
    public const string Targets = nameof(Targets);

    /// <summary>From what a type says to its generated file.</summary>
    public const string Files = nameof(Files);
}
