using System;
using System.IO;
using System.Linq;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Package.Tests;

/// <summary>Weight files and images are read without torch.</summary>
[Collection(FeedCollection.Name)]
public sealed class WithoutTorchTests(Feed feed)
{
    private const string Program = """
        using System;
        using System.IO;
        using System.Linq;
        using NetVariants.Data;
        using NetVariants.Weights;

        string folder = Directory.CreateTempSubdirectory().FullName;
        string tensors = Path.Combine(folder, "net.safetensors");
        using (WeightFile pickled = WeightFile.Open(args[0]))
            WeightWriter.Write(tensors, [.. pickled.Entries.Select(entry => new WeightData(entry, pickled.ReadBytes(entry.Name)))]);
        using (WeightFile file = WeightFile.Open(tensors))
            Console.WriteLine($"{file.Entries.Count} {file.Entries[0]} {file.ReadBytes(file.Entries[0].Name).Length}");

        string images = Path.Combine(folder, "images");
        foreach (string name in (string[])["cat", "dog"])
            JpegFile.Write(Path.Combine(images, name, "1.jpg"), Enumerable.Repeat((byte)200, 3 * 32 * 32).ToArray(), 32, 32);
        ImageFolder source = ImageFolder.Open(images, new EvaluationTransform(16, 16));
        foreach (PixelBatch batch in BatchLoader.Read(source, [1, 0], new LoaderOptions { BatchSize = 2 }))
            Console.WriteLine($"{string.Join(" ", batch.Labels.ToArray().Select(label => source.Classes[(int)label]))} {batch.Shape}");
        Directory.Delete(folder, recursive: true);
        """;

    [Fact]
    public void A_published_program_reads_weights_and_images_and_has_no_torch()
    {
        var packages = UserProject.Reference("NetVariants.Data", feed.Version) + UserProject.Reference("NetVariants.Weights", feed.Version);
        var project = new UserProject(feed, "FilesAlone", Program, items: packages);

        project.Dotnet("publish -o published -v minimal -nologo");

        var published = Path.Combine(project.Folder, "published");
        string[] files = [.. Directory.GetFiles(published, "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path))];
        Assert.Contains("NetVariants.Weights.dll", files);
        Assert.DoesNotContain(files, file => file.Contains("torch", StringComparison.OrdinalIgnoreCase));
        var weights = Repository.PathOf("tests/NetVariants.Models.Tests/Weights/Cases/plain.pth");
        var printed = Command.Run(Path.Combine(published, "FilesAlone"), weights, project.Folder).Trim().Split('\n');
        Assert.Matches("^[0-9]+ [a-z0-9.]+ float32 \\[.*\\] [0-9]+$", printed[0]);
        Assert.Equal("dog cat 3×16×16", printed[1]);
    }
}
