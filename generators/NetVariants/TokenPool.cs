namespace NetVariants;

/// <summary>What the head of a vision transformer reads.</summary>
public enum TokenPool
{
    /// <summary>The class token.</summary>
    Token,

    /// <summary>The mean of the patches' tokens.</summary>
    Mean,
}
