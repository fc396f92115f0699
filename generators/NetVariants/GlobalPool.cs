namespace NetVariants;

/// <summary>How the head pools the last map.</summary>
public enum GlobalPool
{
    /// <summary>The mean.</summary>
    Avg,

    /// <summary>The maximum.</summary>
    Max,

    /// <summary>Half the mean plus half the maximum.</summary>
    AvgMax,

    /// <summary>The mean's channels, then the maximum's: the linear layer after it has twice the inputs.</summary>
    CatAvgMax,
}
