using System;
using System.Globalization;
using System.IO;
using System.Linq;
using NetVariants.Data;

namespace NetVariants.Samples.Imagenette;

/// <summary>
/// A data set of Imagenette's layout for those who do not have Imagenette: real images of Fashion-MNIST as JPEG files, so that the whole
/// way from files to tables is gone everywhere.
/// </summary>
internal static class MadeFolder
{
    private const int Side = 168;

    // So that the middle that is cut out for evaluation holds the whole thing.
    private const int Margin = 12;

    private static readonly (string Part, int Images)[] s_parts = [("train", 48), ("val", 12), ("test", 12)];

    /// <summary>What is made, in words.</summary>
    public static string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"10 classes, {string.Join(", ", s_parts.Select(part => $"{10 * part.Images} {part.Part}"))} images of {Side}×{Side} pixels");

    /// <summary>Makes the folder where it is not there yet.</summary>
    /// <exception cref="FileNotFoundException">Fashion-MNIST is not installed; the message names the package.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static void Make(string folder)
    {
        if (Directory.Exists(folder))
            return;
        var data = FashionMnist.Load();
        // Made next to its place and then moved there: an interruption leaves no half of a data set.
        var making = folder + ".making";
        if (Directory.Exists(making))
            Directory.Delete(making, recursive: true);
        foreach (((var part, var images), var source) in s_parts.Zip([data.Train, data.Validation, data.Test]))
        {
            foreach (var (label, name) in source.Classes.Index())
            {
                var small = new byte[source.Shape.Bytes];
                foreach (var (i, index) in Enumerable.Range(0, source.Count)
                    .Where(index => source.LabelOf(index) == label)
                    .Take(images)
                    .Index())
                {
                    source.Read(index, default, small);
                    var path = Path.Combine(
                        making, part, name.Replace('/', '-').Replace(' ', '-'), string.Create(CultureInfo.InvariantCulture, $"{i:D3}.jpg"));
                    JpegFile.Write(path, Enlarge(small, source.Shape.Width), Side, Side);
                }
            }
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(folder))!);
        Directory.Move(making, folder);
    }

    /// <summary>A grey image at <see cref="Side"/> pixels a side, values between four neighbours by distance.</summary>
    private static byte[] Enlarge(byte[] small, int side)
    {
        var large = new byte[Side * Side];
        var scale = (double)side / (Side - (2 * Margin));
        for (var y = Margin; y < Side - Margin; y++)
        {
            for (var x = Margin; x < Side - Margin; x++)
            {
                double row = Math.Clamp(
                    ((y - Margin + 0.5) * scale) - 0.5, 0, side - 1), column = Math.Clamp(((x - Margin + 0.5) * scale) - 0.5, 0, side - 1);
                var (top, left) = (Math.Min((int)row, side - 2), Math.Min((int)column, side - 2));
                var (down, right) = (row - top, column - left);
                double At(int dy, int dx) => small[((top + dy) * side) + left + dx];
                large[(y * Side) + x] = (byte)Math.Round(
                    (((At(0, 0) * (1 - right)) + (At(0, 1) * right)) * (1 - down))
                        + (((At(1, 0) * (1 - right)) + (At(1, 1) * right)) * down));
            }
        }

        return large;
    }
}
