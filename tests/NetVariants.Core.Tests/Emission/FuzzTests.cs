using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Compilation;
using NetVariants.Core.Declarations;
using NetVariants.Core.Emission;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Core.Tests.Emission;

/// <summary>
/// Up to twenty thousand declarations from the grammar, a third of them damaged: each one that is accepted compiles without a warning, and
/// each one that is not has a problem inside its text. Accepted ones are compiled in zoos of many, since a compilation costs more than a
/// network.
/// </summary>
public sealed class FuzzTests
{
    private const int ZooSize = 250;

    [Fact]
    public void Accepted_declarations_compile_and_others_report_a_position()
    {
        var declarations = LongRun.Count(20_000);
        var random = new Random(77);
        var valid = new List<EmittedVariant>();
        var rejected = 0;
        foreach (var (declaration, index) in RandomDeclarations.Take(declarations, seed: 78).Select(
            (declaration, index) => (declaration, index)))
        {
            var tried = index % 3 == 0 ? declaration with { Layers = Damage(declaration.Layers!, random) } : declaration;
            var variant = VariantCompiler.Compile(tried);
            Assert.Equal(variant.Net is null, variant.Problems.Count > 0);
            if (variant.Net is not null)
            {
                valid.Add(new EmittedVariant.Valid(variant));
                continue;
            }

            rejected++;
            foreach (var problem in variant.Problems)
                AssertInside(tried, problem);
        }

        Assert.InRange(rejected, declarations / 10, declarations * 9 / 10);
        foreach (var zoo in valid.Chunk(ZooSize))
            Assert.Empty(
                Compiler.Diagnose(
                    Emitter.Emit(s_zoo, new EquatableArray<EmittedVariant>(zoo)),
                    "namespace Users { /// <summary>Mine.</summary>\n public static partial class Zoo { } }"));
    }

    private static readonly TargetType s_zoo = new("Users", default, "Zoo", default, IsStatic: true);

    private static void AssertInside(VariantDeclaration declaration, Problem problem)
    {
        var text = problem.Argument switch
        {
            Problem.NameArgument => declaration.Name!,
            Problem.LayersArgument => declaration.Layers!,
            var knob => declaration.Knobs.Last(candidate => candidate.Name == knob).Value as string ?? "",
        };
        // A problem of the whole argument has no place in it.
        Assert.True(
            problem.Length == 0 || (problem.Start >= 0 && problem.Start + problem.Length <= text.Length), $"{declaration}: {problem}");
        Assert.False(string.IsNullOrWhiteSpace(problem.Id));
    }

    /// <summary>A character taken out, put in, doubled or changed.</summary>
    private static string Damage(string text, Random random)
    {
        const string Characters = "0123456789,*MAksg mx-+.;\t\u00e9\uff11";
        var at = random.Next(text.Length);
        var character = Characters[random.Next(Characters.Length)];
        if (text.Length == 0)
            return $"{character}";
        return random.Next(4) switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, $"{character}"),
            2 => text.Insert(at, text[at..Math.Min(text.Length, at + 3)]),
            _ => text.Remove(at, 1).Insert(at, $"{character}"),
        };
    }
}
