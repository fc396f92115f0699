using System;
using System.Linq;

#pragma warning disable CA1050, MA0047 // .NET looks for it without a namespace.
/// <summary>
/// What .NET runs before a program that <c>DOTNET_STARTUP_HOOKS</c> is set for: at the end it lists the loaded assemblies.
/// </summary>
internal static class StartupHook
{
    public const string Prefix = "loaded: ";

    public static void Initialize() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Console.WriteLine(
        Prefix + string.Join(' ', AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name)));
}
