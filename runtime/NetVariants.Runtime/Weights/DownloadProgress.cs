using System;

namespace NetVariants.Weights;

/// <summary>How far a download has come.</summary>
/// <param name="Address">What is downloaded.</param>
/// <param name="Bytes">The bytes on the disk, those of an earlier attempt included.</param>
/// <param name="Total">The size of the file in bytes; null where the server does not send it.</param>
public readonly record struct DownloadProgress(Uri Address, long Bytes, long? Total);
