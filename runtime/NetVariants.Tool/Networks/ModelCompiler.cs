using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetVariants.Core;
using NetVariants.Core.Emission;
using NetVariants.Experiments;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Tool.Networks;

/// <summary>Makes live models of declarations: compiles the C# that the generator writes for them, and loads it.</summary>
internal static class ModelCompiler
{
    // No name of a network or block makes an identifier with an underscore.
    private const string Space = "NetVariants.Tool.Compiled", Class = "Network_";

    /// <summary>What this program itself runs on.</summary>
    private static readonly Lazy<MetadataReference[]> s_references = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => Path.GetExtension(file) == ".dll").Select(file => MetadataReference.CreateFromFile(file)),
    ]);

    /// <summary>The network, ready to be trained.</summary>
    public static Candidate Compile(Network network)
    {
        var target = new TargetType(Space, default, Class, default, IsStatic: false);
        var text = Emitter.Emit(target, EquatableArray<EmittedVariant>.Of(new EmittedVariant.Valid(network.Variant)));
        var create = Load(Assemble(network.Name, text)).GetType($"{Space}.{Class}")!
            .GetMethod(MemberNames.Create, [typeof(Device), typeof(ScalarType?)])!
            .CreateDelegate<Func<Device?, ScalarType?, Module<Tensor, Tensor>>>();
        return new Candidate(network.Info, device => create(device, null));
    }

    private static MemoryStream Assemble(string name, string text)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var compilation = CSharpCompilation.Create(
            $"{Space}.{Guid.NewGuid():N}",
            [
                CSharpSyntaxTree.ParseText(text, options),
                CSharpSyntaxTree.ParseText($"namespace {Space};\npublic partial class {Class};\n", options),
            ],
            s_references.Value,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        MemoryStream assembly = new();
        var result = compilation.Emit(assembly);
        if (!result.Success)
        {
            var error = result.Diagnostics.First(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            throw new InvalidDataException(
                $"The class of '{name}' does not compile ({error}): please report this with the declaration.");
        }

        assembly.Position = 0;
        return assembly;
    }

    private static Assembly Load(MemoryStream assembly) => AssemblyLoadContext.Default.LoadFromStream(assembly);
}
