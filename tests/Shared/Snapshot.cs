using System;
using System.IO;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace NetVariants.Tests;

/// <summary>
/// Compares a text with the file <c>Snapshots/{Class}.{Member}.verified.txt</c> (or .cs) next to the test. A difference writes the text
/// next to it as <c>.received</c>; with NETVARIANTS_ACCEPT=1 the test takes it over instead.
/// </summary>
internal static partial class Snapshot
{
    /// <summary>Whether what differs is taken over.</summary>
    public static bool IsAccepted =>
        Environment.GetEnvironmentVariable("NETVARIANTS_ACCEPT") == "1" && Environment.GetEnvironmentVariable("CI") is null;

    public static void Match(
        string actual, string extension = "txt", [CallerFilePath] string file = "", [CallerMemberName] string member = "")
    {
        var name = Path.Combine(Path.GetDirectoryName(file)!, "Snapshots", Path.GetFileNameWithoutExtension(file) + "." + member);
        var verified = name + ".verified." + extension;
        var received = name + ".received." + extension;
        // The version of the generator is the one thing in its output that changes without a reason.
        var text = GeneratorVersion().Replace(actual.ReplaceLineEndings("\n"), "\"NetVariants\", \"{version}\"");
        var expected = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n") : "";
        if (text == expected)
        {
            File.Delete(received);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(name)!);
        if (IsAccepted)
        {
            File.WriteAllText(verified, text);
            return;
        }

        File.WriteAllText(received, text);
        throw new InvalidOperationException(
            $"{verified} differs at line {FirstDifference(text, expected)}. To accept {received}, run the test with NETVARIANTS_ACCEPT=1.");
    }

    private static string FirstDifference(string actual, string expected)
    {
        var left = actual.Split('\n');
        var right = expected.Split('\n');
        var line = 0;
        while (line < left.Length && line < right.Length && left[line] == right[line])
            line++;
        return $"{line + 1}:\n  expected: {(line < right.Length
            ? right[line]
            : "the end")}\n  actual:   {(line < left.Length ? left[line] : "the end")}\n";
    }

    [GeneratedRegex("\"NetVariants\", \"[0-9.]+\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex GeneratorVersion();
}
