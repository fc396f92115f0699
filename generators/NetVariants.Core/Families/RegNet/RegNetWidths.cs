using System;
using System.Collections.Generic;

namespace NetVariants.Core.Families.RegNet;

/// <summary>
/// The stages that follow from four numbers: block j would have w0 + wa·j channels; its width is the nearest w0·wm^s of a whole s, as a
/// multiple of 8, and blocks of one width are a stage.
/// </summary>
internal static class RegNetWidths
{
    /// <summary>The number of which widths are multiples.</summary>
    public const int Unit = 8;

    /// <summary>
    /// Each stage's blocks and width. As in torchvision, numbers have 32 bits and halves round to even: 360·2.3/8 is 103.5, which 64 bits
    /// miss.
    /// </summary>
    public static List<(int Blocks, double Width)> Compute(int depth, int w0, double wa, double wm)
    {
        var stages = new List<(int Blocks, double Width)>();
        for (var i = 0; i < depth; i++)
        {
            var channels = (float)((float)(i * (float)wa) + (float)w0);
            var steps = Math.Round((float)((float)Math.Log((float)(channels / w0)) / (float)Math.Log(wm)));
            var width = Math.Round((float)((float)(w0 * (float)Math.Pow((float)wm, steps)) / Unit)) * Unit;
            if (stages.Count > 0 && stages[stages.Count - 1] is var last && last.Width == width)
                stages[stages.Count - 1] = (last.Blocks + 1, width);
            else
                stages.Add((1, width));
        }

        return stages;
    }
}
