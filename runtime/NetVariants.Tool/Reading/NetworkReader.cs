using System;
using System.IO;
using System.Linq;
using NetVariants.Core.Compilation;
using NetVariants.Core.Families;
using NetVariants.Files;
using NetVariants.Generators.Reading;
using NetVariants.Generators.Validation;
using NetVariants.Tool.Networks;

namespace NetVariants.Tool.Reading;

/// <summary>
/// Reads what an argument names: a network of NetVariants.Models, a declaration, or a file of declarations, of which <c>#name</c> chooses
/// one.
/// </summary>
internal static class NetworkReader
{
    /// <summary>What an argument may be, in words.</summary>
    public const string Expected =
        "a network of NetVariants.Models, a declaration in C# in quotes, or a .cs file (FILE.cs#NAME for one network of several)";

    private const string Extension = ".cs";

    // Of fewer letters nothing can be guessed.
    private const int LeastGuessed = 3;

    /// <summary>Reads all networks that an argument names.</summary>
    /// <exception cref="UsageException">It names nothing.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be read.</exception>
    public static ReadingResult Read(string argument)
    {
        if (ModelCatalog.Find(argument) is { } known)
            return new ReadingResult([new Network(VariantCompiler.CompileOrThrow(known.Declaration))], []);
        if (argument.Contains('('))
            return ReadText(argument);
        var (path, name) = Parts(argument);
        if (Directory.Exists(path))
            throw new UsageException($"'{path}' is a folder: name one of its {Extension} files.");
        if (!File.Exists(path))
            throw new UsageException(Unknown(argument, path));
        var result = CSharpReader.ReadFile(path);
        return name.Length == 0 ? result : Choose(result, path, name);
    }

    /// <summary>Reads the one network that an argument names, or errors.</summary>
    /// <inheritdoc cref="Read"/>
    public static ReadingResult ReadOne(string argument)
    {
        var result = Read(argument);
        if (result.HasErrors)
            return result with { Networks = [] };
        if (result.Networks.Count > 1)
        {
            var names = result.Networks.Select(network => network.Name);
            throw new UsageException(argument.Contains('(')
                ? $"The text declares {result.Networks.Count} networks, and one is expected here: {string.Join(", ", names)}."
                : $"'{argument}' declares {result.Networks.Count} networks, and one is expected here: "
                    + $"choose by {argument}#NAME from {string.Join(", ", names)}.");
        }

        return result;
    }

    /// <summary>Roslyn is asked only where something is wrong, or where the text is more than a declaration in its usual form.</summary>
    private static ReadingResult ReadText(string text)
    {
        var declaration = text.Trim();
        if (declaration is ['[', .. var inner, ']'])
            declaration = inner.Trim();
        if (DeclarationText.Parse(declaration) is { } parsed && parsed.Knobs.DistinctBy(knob => knob.Name).Count() == parsed.Knobs.Count
            && VariantCompiler.Compile(parsed) is { Net: not null } variant
            && !NetworkRules.DiagnosticsOf(
                0, new DeclaredVariant(parsed, IsRejected: false, Base: null, default), variant, new ProjectBudgets(), default).Any())
        {
            return new ReadingResult([new Network(variant)], []);
        }

        return CSharpReader.ReadText(text);
    }

    private static (string Path, string Name) Parts(string argument)
    {
        var mark = argument.LastIndexOf(Extension + "#", StringComparison.OrdinalIgnoreCase) + Extension.Length;
        return mark < Extension.Length ? (argument, "") : (argument[..mark], argument[(mark + 1)..]);
    }

    private static ReadingResult Choose(ReadingResult result, string path, string name)
    {
        var chosen = result.Networks.Where(network => network.Name == name).ToList();
        if (chosen.Count == 0)
            chosen = [.. result.Networks.Where(network => VariantCompiler.IdentifierOf(network.Name) == name)];
        if (chosen.Count == 0 && result.Networks.Count > 0 && !result.HasErrors)
            throw new UsageException(
                $"'{path}' declares no '{name}': choose from {string.Join(", ", result.Networks.Select(network => network.Name))}.");
        // The others are not asked for.
        return chosen.Count > 0 ? new ReadingResult(chosen, []) : result with { Networks = [] };
    }

    private static string Unknown(string argument, string path) =>
        path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) || argument.Contains(Path.DirectorySeparatorChar)
            ? $"There is no file '{path}'."
            : FamilyTable.Find(argument) is { } family
            ? $"'{argument}' needs its arguments, in single quotes in a shell: '{argument}({CompilerErrors.ExampleOf(family)})'."
            : $"'{argument}' is not a network of NetVariants.Models{Guess(argument)}, nor a file. Expected {Expected}; "
                + "'netvariants list' has the names.";

    private static string Guess(string argument) =>
        argument.Length >= LeastGuessed ? $" (did you mean '{Spelling.Nearest(argument, ModelCatalog.Names)}'?)" : "";
}
