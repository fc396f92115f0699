using System;
using System.IO;
using System.Linq;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Package.Tests;

/// <summary>Weight files and images are read without torch, and networks are exported and run.</summary>
public sealed class WithoutTorchTests(Feed feed) : IClassFixture<Feed>
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

    private const string ExportProgram = """
        using System;
        using System.IO;
        using System.Linq;
        using NetVariants.Data;
        using NetVariants.Onnx;
        using NetVariants.Weights;

        const string Declaration = "VggVariant(\"small\", \"4,M\", NumClasses = 2, ImageSize = 16, HiddenFeatures = 4, AvgPoolSize = 1)";
        string folder = Directory.CreateTempSubdirectory().FullName;
        (string Name, long[] Shape)[] state =
        [
            ("features.0.weight", [4, 3, 3, 3]), ("features.0.bias", [4]), ("classifier.0.weight", [4, 4]), ("classifier.0.bias", [4]),
            ("classifier.3.weight", [4, 4]), ("classifier.3.bias", [4]), ("classifier.6.weight", [2, 4]), ("classifier.6.bias", [2]),
        ];
        string tensors = Path.Combine(folder, "small.safetensors"), file = Path.Combine(folder, "small.onnx");
        var entries = state.Select(tensor => new WeightEntry(tensor.Name, ElementType.Float32, tensor.Shape));
        WeightWriter.Write(tensors, [.. entries.Select(entry => new WeightData(entry, new byte[entry.Bytes]))]);
        using (WeightFile weights = WeightFile.Open(tensors))
        {
            var options = new OnnxExportOptions { Classes = ["cat", "dog"], Normalization = new Normalization([0.5], [0.5]) };
            OnnxExport.Write(file, Declaration, weights, options);
        }

        byte[] pixels = new byte[3 * 16 * 16];
        Normalization normalization = new([0.5, 0.5, 0.5], [0.5, 0.5, 0.5]);
        MemoryImages images = new(pixels, new byte[1], new ImageShape(3, 16, 16), ["cat", "dog"], normalization);
        using OnnxClassifier classifier = OnnxClassifier.Open(file);
        foreach (ClassProbability guess in classifier.Classify(PixelBatch.Read(images, 0), top: 2)[0])
            Console.Write($"{guess.Name} {guess.Probability:0.0} ");
        Directory.Delete(folder, recursive: true);
        """;

    [Theory]
    [InlineData("Portable", "")]
    [InlineData("Aot", "-r linux-x64 -p:PublishAot=true")]
    public void A_published_program_exports_a_network_and_classifies_by_it_and_has_no_torch(string name, string arguments)
    {
        var project = new UserProject(feed, "Onnx" + name, ExportProgram, items: UserProject.Reference("NetVariants.Onnx", feed.Version));

        var printed = project.Publish(arguments);

        var published = Assert.Single(Directory.GetDirectories(project.Folder, "published-*"));
        Assert.DoesNotContain(
            Directory.GetFiles(published, "*", SearchOption.AllDirectories),
            path => Path.GetFileName(path).Contains("torch", StringComparison.OrdinalIgnoreCase));
        Assert.Equal("cat 0.5 dog 0.5", printed);
    }

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
