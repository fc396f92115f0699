using System.Runtime.CompilerServices;
using PublicApiGenerator;

namespace NetVariants.Tests;

/// <summary>The record of a library's public API: a change to it shows in a review.</summary>
internal static class PublicApi
{
    private static readonly ApiGeneratorOptions s_options = new() { IncludeAssemblyAttributes = false };

    /// <summary>Compares the public API of the assembly that holds <typeparamref name="T"/> with the snapshot of a name.</summary>
    public static void Match<T>(string name, [CallerFilePath] string file = "") =>
        Snapshot.Match(typeof(T).Assembly.GeneratePublicApi(s_options), file: file, member: name);
}
