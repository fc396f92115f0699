namespace NetVariants.Data;

/// <summary>What is done about image files that cannot be decoded.</summary>
public enum OnCorruptImage
{
    /// <summary>Reading one ends the reading, with its name.</summary>
    Fail,

    /// <summary>
    /// Every file is decoded once as the folder is opened, and those that cannot be are left out: what is counted is what is read. That is
    /// one more pass over the files, JPEGs at an eighth of their size.
    /// </summary>
    Skip,

    /// <summary>
    /// The next whole image of its class takes its place when it is read. Nothing is read beforehand, but that image counts twice, also in
    /// a test.
    /// </summary>
    Replace,
}
