using System;
using System.CommandLine;
using System.IO;
using NetVariants.Tool.Diagnosis;
using NetVariants.Tool.Output;

namespace NetVariants.Tool.Verbs;

/// <summary><c>doctor</c>: whether TorchSharp runs on this machine, and what to do where it does not.</summary>
internal sealed class DoctorVerb : Verb
{
    private readonly Func<TorchProbe> _torch;

    /// <summary>Makes the verb.</summary>
    public DoctorVerb(Func<TorchProbe> torch)
        : base("doctor", "Looks whether TorchSharp runs on this machine, with which libraries, threads and memory, and says what to do.")
    {
        _torch = torch;
        Add(Json);
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult arguments, TextWriter output, TextWriter error)
    {
        var report = DoctorReport.From(_torch(), Machine.Current);
        if (arguments.GetValue(Json))
            ToolJson.Write(output, report);
        else
            DoctorText.Write(output, report);
        return report.HasErrors ? ExitCodes.ErrorFound : ExitCodes.Success;
    }
}
