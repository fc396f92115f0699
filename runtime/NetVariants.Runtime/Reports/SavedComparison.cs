using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using NetVariants.Core.Compilation;
using NetVariants.Data;
using NetVariants.Experiments;
using NetVariants.Modules;
using NetVariants.Training;
using NetVariants.Training.Checkpoints;

namespace NetVariants.Reports;

/// <summary>Reads back what a comparison saved in its folder, so that it is reported again without training.</summary>
public static class SavedComparison
{
    /// <summary>
    /// Reads a comparison. Runs that are not finished are left out, and it counts as cancelled then; of the data there are names and
    /// counts, no images.
    /// </summary>
    /// <param name="folder">The folder that a <see cref="Comparison"/> saved into.</param>
    /// <exception cref="FileNotFoundException">There is no <c>manifest.json</c> in it.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="CheckpointException">A file is damaged, or of another run.</exception>
    public static ComparisonResult Read(string folder)
    {
        var path = RunManifest.PathIn(folder);
        var manifest = RunManifest.Read(path);
        var failures = ResultsJson.FailuresIn(Path.Combine(folder, "results.json"));
        List<CandidateResult> candidates = [];
        var isWhole = true;
        foreach (var declaration in manifest.Networks)
        {
            var info = InfoOf(path, declaration, manifest);
            List<SeedResult> seeds = [];
            foreach (var seed in manifest.Seeds)
            {
                if (RunFolder.ReadResult(RunFolder.PathOf(folder, info.Name, manifest.Seeds, seed), declaration) is { } result)
                    seeds.Add(new SeedResult(seed, result, null));
                else if (failures.TryGetValue((info.Name, seed), out var failure))
                    seeds.Add(new SeedResult(seed, null, failure));
                else
                    isWhole = false;
            }

            if (seeds.Count > 0)
                candidates.Add(CandidateResult.FromSeeds(info, seeds));
        }

        return new ComparisonResult(DataOf(path, manifest.Data), manifest.Options, EnvironmentOf(manifest), candidates, !isWhole);
    }

    private static VariantInfo InfoOf(string path, string declaration, ManifestContent manifest)
    {
        if (DeclarationText.Parse(declaration) is not { } parsed || VariantCompiler.Compile(parsed) is not { Net: not null } variant)
            throw new DamagedCheckpointException(path, $"'{declaration}' is not the declaration of a network");
        return CompiledInfo.Of(variant, manifest.Bases?.GetValueOrDefault(parsed.Name!));
    }

    private static DataSplits DataOf(string path, ManifestData data)
    {
        int[] sides =
        [
            .. data.Shape.Split('×')
                .Select(side => int.TryParse(side, CultureInfo.InvariantCulture, out var number) ? number : 0),
        ];
        if (sides is not [> 0 and var channels, > 0 and var height, > 0 and var width])
            throw new DamagedCheckpointException(path, $"'{data.Shape}' is not the shape of an image");
        var shape = new ImageShape(channels, height, width);
        return new DataSplits(data.Name, Images(data.Train), Images(data.Validation), Images(data.Test));

        AbsentImages Images(int count) => new(count, shape, data.Classes);
    }

    private static RunEnvironment EnvironmentOf(ManifestContent manifest) =>
        new(manifest.Resumed ?? manifest.Started, manifest.System, manifest.Processor, manifest.Framework, manifest.Torch)
        {
            MemoryMib = manifest.MemoryMib,
            Devices = manifest.Devices,
            DeviceNames = manifest.DeviceNames,
            TorchSharp = manifest.TorchSharp,
        };
}
