using System.Runtime.CompilerServices;
using PublicApiGenerator;

namespace NetVariants.Tests;

/// <summary>The record of a library's public API: a change to it shows in a review.</summary>
internal static class PublicApi
{
    private static readonly ApiGeneratorOptions s_options = new() { IncludeAssemblyAttributes = false };

    /// <summary>Compares the public API of the assembly that holds <typeparamref name="T"/> with the test's snapshot.</summary>
    public static void Match<T>([CallerFilePath] string file = "", [CallerMemberName] string member = "") =>
        Snapshot.Match(typeof(T).Assembly.GeneratePublicApi(s_options), file: file, member: member);
}
