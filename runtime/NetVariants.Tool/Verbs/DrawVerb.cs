using System;
using System.CommandLine;
using System.IO;
using NetVariants.Files;
using NetVariants.Tool.Drawing;
using NetVariants.Tool.Output;
using NetVariants.Tool.Reading;

namespace NetVariants.Tool.Verbs;

/// <summary><c>draw</c>: a network as a picture.</summary>
internal sealed class DrawVerb : Verb
{
    private readonly Argument<string> _network = NetworkArgument("NETWORK", $"What to draw: {NetworkReader.Expected}.");
    private readonly Option<string?> _out = new("--out", "-o")
    {
        Description = "The file to write; without it the picture goes to standard output.",
        HelpName = "FILE.svg",
    };

    /// <summary>Makes the verb.</summary>
    public DrawVerb()
        : base("draw", "Draws a network stage by stage as SVG, which shows on a light and on a dark page.")
    {
        Add(_network);
        Add(_out);
        Add(Json);
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult arguments, TextWriter output, TextWriter error)
    {
        var result = NetworkReader.ReadOne(arguments.GetRequiredValue(_network));
        if (result.Networks is not [var network])
            return Fail(arguments, output, error, result.Findings);
        var json = arguments.GetValue(Json);
        if (!json)
            FindingText.Write(error, result.Findings);
        var drawing = NetworkDrawing.Draw(network.Net, network.Info);
        var file = arguments.GetValue(_out) is { } path ? Path.GetFullPath(path) : null;
        if (Directory.Exists(file))
            throw new UsageException($"--out: '{file}' is a folder: name a file in it, such as {network.Name}.svg.");
        if (file is not null && !Path.GetExtension(file).Equals(".svg", StringComparison.OrdinalIgnoreCase))
            throw new UsageException($"--out: a drawing is SVG, so '{Path.GetFileName(file)}' has to end with .svg.");
        if (file is not null)
            AtomicFile.WriteText(file, drawing.Text);
        if (json)
            ToolJson.Write(
                output, new DrawingJson(network.Name, drawing.Width, drawing.Height, file, file is null ? drawing.Text : null));
        else if (file is null)
            output.Write(drawing.Text);
        else
            output.WriteLine($"{network.Name}: {file}");
        return ExitCodes.Success;
    }
}
