using System;

namespace NetVariants.Tests;

/// <summary>How much of a fuzz runs: a tenth of it, or all of it after <c>./test.sh --long</c>, which sets NETVARIANTS_LONG=1.</summary>
internal static class Fuzz
{
    /// <summary>The number of cases to run.</summary>
    /// <param name="cases">The number in a long run.</param>
    public static int Count(int cases) => Environment.GetEnvironmentVariable("NETVARIANTS_LONG") == "1" ? cases : (cases + 9) / 10;
}
