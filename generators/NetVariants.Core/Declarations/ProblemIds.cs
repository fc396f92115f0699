namespace NetVariants.Core.Declarations;

/// <summary>The errors that this assembly finds, and what <see cref="Problem.Details"/> holds for each.</summary>
public static class ProblemIds
{
    /// <summary>The name makes no identifier. Details: the name, the reason.</summary>
    public const string BadName = "NV1006";

    /// <summary>Not a token of this list. Details: the token, what is expected.</summary>
    public const string BadToken = "NV2001";

    /// <summary>A number out of range. Details: the number as written, the range.</summary>
    public const string OutOfRange = "NV2002";

    /// <summary>A list without tokens. Details: the argument, what is expected.</summary>
    public const string EmptyList = "NV2003";

    /// <summary>A list whose length does not fit the number of stages. Details: the argument, its length, the expected length.</summary>
    public const string UnequalLengths = "NV2004";

    /// <summary>An option or setting that the chosen block does not take. Details: the option, the block, the remedy.</summary>
    public const string UnsupportedKnob = "NV2005";

    /// <summary>
    /// An option that another one leaves without effect or rules out. Details: the option, why, in words that follow its name, and further
    /// options for which the same holds.
    /// </summary>
    public const string Conflict = "NV2009";

    /// <summary>More layers or stages than are supported. Details: what there are too many of, the limit.</summary>
    public const string TooMany = "NV2006";

    /// <summary>
    /// The network cannot run at its image size. Details: the layer's path, its operation, the shape that reaches it, the image size,
    /// the smallest image size that works.
    /// </summary>
    public const string Collapse = "NV3001";

    /// <summary>A count exceeds 64 bits. Details: what is counted.</summary>
    public const string CountOverflow = "NV3002";

    /// <summary>
    /// A grouped convolution or normalisation whose channels do not divide evenly. Details: the token, the channels of its input and
    /// output, the groups, the remedy.
    /// </summary>
    public const string UnequalGroups = "NV3003";
}
