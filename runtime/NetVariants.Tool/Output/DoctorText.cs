using System.IO;
using System.Linq;
using NetVariants.Tool.Diagnosis;

namespace NetVariants.Tool.Output;

/// <summary>What <c>doctor</c> found, as text.</summary>
internal static class DoctorText
{
    /// <summary>Writes it.</summary>
    public static void Write(TextWriter writer, DoctorReport report)
    {
        var status = report.Checks.Max(check => Status(check).Length);
        var name = report.Checks.Max(check => check.Name.Length);
        foreach (var check in report.Checks)
        {
            writer.WriteLine($"{Status(check).PadRight(status)}  {check.Name.PadRight(name)}  {check.Text}");
            if (check.Remedy is { } remedy)
                writer.WriteLine($"{new string(' ', status + name + 4)}→ {remedy}");
        }

        writer.WriteLine();
        writer.WriteLine("Known limits:");
        foreach (var limit in report.KnownLimits)
            writer.WriteLine($"- {limit}");
    }

    private static string Status(Check check) => check.Status.ToString().ToLowerInvariant();
}
