using System;
using System.IO;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Tool.Tests;

/// <summary>A folder with pictures, and a small network that the tool has trained on them: <c>runs/net</c>.</summary>
public sealed class TrainedRun : IDisposable
{
    /// <summary>The declaration of the network, as it is trained.</summary>
    public const string Declaration =
        """ResNetVariant("net", "1,1", Widths = "8,16", ImageSize = 32, NumClasses = 3)""";

    private readonly TemporaryFolder _folder = new();

    public TrainedRun()
    {
        WriteData(_folder);
        Training = ToolProgram.Run(_folder.Path, Arguments);
    }

    /// <summary>The command line that trains it.</summary>
    internal static string[] Arguments { get; } =
    [
        "train", """ResNetVariant("net", "1,1", Widths = "8,16")""", "--data", "photos", "--image-size", "32", "--epochs", "4",
        "--batch-size", "8", "--lr", "0.05", "--device", "cpu", "--out", "runs/net",
    ];

    /// <summary>How the training went.</summary>
    internal ToolRun Training { get; }

    /// <summary>The folder of all.</summary>
    public string Path => _folder.Path;

    /// <summary>The run's folder.</summary>
    public string Run => File("runs/net");

    /// <summary>The weights.</summary>
    public string Weights => File("runs/net/net/best.safetensors");

    /// <summary>A file or folder of it.</summary>
    public string File(string name) => System.IO.Path.Combine(_folder.Path, name);

    public void Dispose() => _folder.Dispose();

    /// <summary>Writes what there is before the training.</summary>
    internal static void WriteData(TemporaryFolder folder)
    {
        Pictures.WriteFolder(folder.File("photos"));
        Pictures.Write(folder.File("photo.jpg"), label: 0, seed: 99);
        Pictures.Write(folder.File("other.jpg"), label: 2, seed: 99);
        System.IO.File.WriteAllLines(folder.File("names.txt"), Pictures.Classes);
    }
}

/// <summary>Tests that use the trained network.</summary>
[CollectionDefinition(Name)]
public sealed class TrainedRunCollection : ICollectionFixture<TrainedRun>
{
    public const string Name = "trained run";
}
