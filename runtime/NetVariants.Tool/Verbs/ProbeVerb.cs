using System.CommandLine;
using System.IO;
using System.Text.Json;
using NetVariants.Tool.Diagnosis;

namespace NetVariants.Tool.Verbs;

/// <summary>What <c>doctor</c> runs as a process of its own, which a crash of a native library ends.</summary>
internal sealed class ProbeVerb : Verb
{
    /// <summary>Makes the verb.</summary>
    public ProbeVerb()
        : base(ProbeProcess.Verb, "Loads torch and prints what it finds as JSON.") => Hidden = true;

    /// <inheritdoc/>
    protected override int Run(ParseResult arguments, TextWriter output, TextWriter error)
    {
        output.WriteLine(JsonSerializer.Serialize(TorchProbe.OfThisProcess(), ProbeJson.Default.TorchProbe));
        return ExitCodes.Success;
    }
}
