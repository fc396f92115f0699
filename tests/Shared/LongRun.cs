using System;

namespace NetVariants.Tests;

/// <summary>How much is tried: a tenth, or all of it after <c>./test.sh --long</c>, which sets NETVARIANTS_LONG=1.</summary>
internal static class LongRun
{
    /// <summary>Whether all is tried.</summary>
    public static bool IsOn => Environment.GetEnvironmentVariable("NETVARIANTS_LONG") == "1";

    /// <summary>The number of a fuzz's cases to run.</summary>
    /// <param name="cases">The number in a long run.</param>
    public static int Count(int cases) => IsOn ? cases : (cases + 9) / 10;
}
