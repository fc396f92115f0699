using System;
using System.Text;
using NetVariants.Tool.Verbs;

namespace NetVariants.Tool;

/// <summary>The program.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        // Multiplication signs and arrows, where the console's own encoding lacks them.
        if (!Console.IsOutputRedirected && OperatingSystem.IsWindows())
            Console.OutputEncoding = Encoding.UTF8;
        return ToolCommand.Run(arguments, Console.Out, Console.Error);
    }
}
