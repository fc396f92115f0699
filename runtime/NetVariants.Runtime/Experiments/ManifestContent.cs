using System;
using System.Collections.Generic;
using NetVariants.Training;

namespace NetVariants.Experiments;

/// <summary>What stands in <c>manifest.json</c>; what versions before did not write may be null.</summary>
internal sealed record ManifestContent
{
    public IReadOnlyList<string> Command { get; init; } = [];

    public required DateTimeOffset Started { get; init; }

    public DateTimeOffset? Resumed { get; init; }

    public DateTimeOffset? Ended { get; init; }

    public string? NetVariants { get; init; }

    public string TorchSharp { get; init; } = "";

    public required string Torch { get; init; }

    public required string Framework { get; init; }

    public required string System { get; init; }

    public required string Processor { get; init; }

    public long MemoryMib { get; init; }

    public int Devices { get; init; }

    public IReadOnlyList<string> DeviceNames { get; init; } = [];

    public required IReadOnlyList<long> Seeds { get; init; }

    public required TrainerOptions Options { get; init; }

    /// <summary>The networks' declarations.</summary>
    public required IReadOnlyList<string> Networks { get; init; }

    /// <summary>The declarations of their bases, by the names of the networks that have one.</summary>
    public IReadOnlyDictionary<string, string>? Bases { get; init; }

    public required ManifestData Data { get; init; }
}

/// <summary>The data set in a manifest.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Train">The number of training images.</param>
/// <param name="Validation">The number of validation images.</param>
/// <param name="Test">The number of test images.</param>
/// <param name="Shape">The shape of an image: <c>3×224×224</c>.</param>
/// <param name="Classes">The names of the classes.</param>
internal sealed record ManifestData(string Name, int Train, int Validation, int Test, string Shape, IReadOnlyList<string> Classes);
