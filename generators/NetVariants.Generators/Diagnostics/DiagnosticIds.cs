using NetVariants.Core.Declarations;

namespace NetVariants.Generators.Diagnostics;

/// <summary>
/// The ids of all diagnostics. The thousands say what it is about: NV1 the declaration, NV2 the layer string and options, NV3 shapes and
/// counts, NV40 budgets, NV41 advice, NV9 the generator itself. An id is never used again for something else.
/// </summary>
internal static class DiagnosticIds
{
    public const string NotPartial = "NV1001";
    public const string WrongKind = "NV1002";
    public const string SeveralVariants = "NV1003";
    public const string UnexpectedBase = "NV1004";
    public const string DuplicateName = "NV1005";
    public const string BadName = ProblemIds.BadName;
    public const string TorchNotReferenced = "NV1007";
    public const string DeclaredMember = "NV1008";
    public const string CyclicBase = "NV1009";
    public const string NoBase = "NV1010";
    public const string BaseInError = "NV1011";
    public const string BadToken = ProblemIds.BadToken;
    public const string OutOfRange = ProblemIds.OutOfRange;
    public const string EmptyList = ProblemIds.EmptyList;
    public const string UnequalLengths = ProblemIds.UnequalLengths;
    public const string UnsupportedKnob = ProblemIds.UnsupportedKnob;
    public const string TooMany = ProblemIds.TooMany;
    public const string Conflict = ProblemIds.Conflict;
    public const string OtherFamilysOption = "NV2010";
    public const string NoEffect = "NV2011";
    public const string Collapse = ProblemIds.Collapse;
    public const string CountOverflow = ProblemIds.CountOverflow;
    public const string UnequalGroups = ProblemIds.UnequalGroups;
    public const string TooManyParameters = "NV4001";
    public const string TooManyMacs = "NV4002";
    public const string TooMuchActivation = "NV4003";
    public const string BadBudget = "NV4004";
    public const string HeavyLayer = "NV4101";
    public const string PoolAfterPool = "NV4102";
    public const string MisleadingName = "NV4103";
    public const string GeneratorFailed = "NV9000";
}
