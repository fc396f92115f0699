namespace NetVariants.Tool.Verbs;

/// <summary>What the program's exit code says.</summary>
internal static class ExitCodes
{
    /// <summary>It did what was asked.</summary>
    public const int Success = 0;

    /// <summary>It found an error: in a declaration, a file, a training or the machine.</summary>
    public const int ErrorFound = 1;

    /// <summary>The command line itself is wrong.</summary>
    public const int WrongUsage = 2;
}
