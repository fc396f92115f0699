using System;
using System.IO;
using NetVariants.Experiments;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Runtime.Tests.Experiments;

/// <summary>What a comparison that resumes takes from the manifest of the one before it.</summary>
public sealed class RunManifestTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("{\"started\": \"2026-01-02T03:04:05Z\", \"options\": {\"batchSize\": 16}}", true, 16)]
    [InlineData("{\"started\": \"today\", \"options\": {\"batchSize\": 16}}", false, 16)]
    [InlineData("{\"started\": \"2026-01-02T03:04:05Z\", \"options\": {\"batchSize\": 0}}", true, null)]
    [InlineData("{\"started\": \"2026-01-02T03:04:05Z\"}", true, null)]
    [InlineData("[]", false, null)]
    [InlineData("{", false, null)]
    [InlineData(null, false, null)]
    public void A_value_that_is_missing_or_invalid_costs_no_other(string? text, bool hasStart, int? batchSize)
    {
        var path = _folder.File("manifest.json");
        if (text is not null)
            File.WriteAllText(path, text);

        DateTimeOffset? started = hasStart ? new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero) : null;
        Assert.Equal((started, batchSize), RunManifest.FindStart(path));
    }
}
