namespace NetVariants.Core.Declarations;

/// <summary>
/// The ids of all diagnostics. The thousands say what it is about: NV1 the declaration, NV2 the layer string and options, NV3 shapes and
/// counts, NV40 budgets, NV41 advice, NV9 the generator itself. An id is never used again for something else. Those that this assembly
/// finds say what <see cref="Problem.Details"/> holds; the others are the generator's, which knows the class and the project.
/// </summary>
public static class DiagnosticIds
{
    /// <summary>A class or one around it is not partial.</summary>
    public const string NotPartial = "NV1001";

    /// <summary>Something else than a class that can hold a variant.</summary>
    public const string WrongKind = "NV1002";

    /// <summary>More than one variant on a model class.</summary>
    public const string SeveralVariants = "NV1003";

    /// <summary>A base class other than a module.</summary>
    public const string UnexpectedBase = "NV1004";

    /// <summary>Two variants of one name.</summary>
    public const string DuplicateName = "NV1005";

    /// <summary>The name makes no identifier. Details: the name, the reason.</summary>
    public const string BadName = "NV1006";

    /// <summary>The project lacks TorchSharp.</summary>
    public const string TorchNotReferenced = "NV1007";

    /// <summary>A member that the generated part has too.</summary>
    public const string DeclaredMember = "NV1008";

    /// <summary>A variant derives from itself.</summary>
    public const string CyclicBase = "NV1009";

    /// <summary>A base that is not a variant.</summary>
    public const string NoBase = "NV1010";

    /// <summary>A base that is in error.</summary>
    public const string BaseInError = "NV1011";

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

    /// <summary>More layers or stages than are supported. Details: what there are too many of, the limit.</summary>
    public const string TooMany = "NV2006";

    /// <summary>
    /// An option that another one leaves without effect or rules out. Details: the option, why, in words that follow its name, and further
    /// options for which the same holds.
    /// </summary>
    public const string Conflict = "NV2009";

    /// <summary>An option of another family.</summary>
    public const string OtherFamilysOption = "NV2010";

    /// <summary>An option without which the network is the same.</summary>
    public const string NoEffect = "NV2011";

    /// <summary>
    /// The network cannot run at its image size. Details: the layer's path, its operation, the shape that reaches it, the image size,
    /// the smallest image size that works.
    /// </summary>
    public const string Collapse = "NV3001";

    /// <summary>A count exceeds 64 bits. Details: what is counted.</summary>
    public const string CountOverflow = "NV3002";

    /// <summary>
    /// A grouped convolution or normalization whose channels do not divide evenly. Details: the token, the channels of its input and
    /// output, the groups, the remedy.
    /// </summary>
    public const string UnequalGroups = "NV3003";

    /// <summary>More parameters than the budget.</summary>
    public const string TooManyParameters = "NV4001";

    /// <summary>More multiply-accumulates than the budget.</summary>
    public const string TooManyMacs = "NV4002";

    /// <summary>More memory for activations than the budget.</summary>
    public const string TooMuchActivation = "NV4003";

    /// <summary>A budget that is not a number.</summary>
    public const string BadBudget = "NV4004";

    /// <summary>One layer has most of the parameters.</summary>
    public const string HeavyLayer = "NV4101";

    /// <summary>A pool right after a pool.</summary>
    public const string PoolAfterPool = "NV4102";

    /// <summary>A name that says another depth.</summary>
    public const string MisleadingName = "NV4103";

    /// <summary>The generator threw an exception.</summary>
    public const string GeneratorFailed = "NV9000";
}
