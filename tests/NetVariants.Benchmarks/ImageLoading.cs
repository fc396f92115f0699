using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.IO;
using System.Linq;
using NetVariants.Benchmarks.Shared;
using NetVariants.Data;
using NetVariants.Tests;
using NetVariants.Tests.Peers;
using static TorchSharp.torch;

namespace NetVariants.Benchmarks;

/// <summary>
/// Loading JPEGs of 500×375 pixels as training batches of 224×224, normalized floats, against torchvision's <c>ImageFolder</c> and
/// <c>DataLoader</c> with as many workers. The two take turns, and the ratio's median over the turns is reported. At least 1.2 is
/// acceptable.
/// </summary>
internal static class ImageLoading
{
    private const int Images = 400;
    private const int BatchSize = 32;

    public static Command Command()
    {
        var rounds = new Option<int>("--rounds") { Description = "Turns of each side.", DefaultValueFactory = _ => 7 };
        var workers = new Option<int>("--workers") { Description = "Workers on both sides.", DefaultValueFactory = _ => 2 };
        var command = new Command("image-loading", "Compares the loader's images a second with torchvision's.") { rounds, workers };
        command.SetAction(arguments => Run(arguments.GetValue(rounds), arguments.GetValue(workers)));
        return command;
    }

    private static int Run(int rounds, int workers)
    {
        if (PeerInstallation.Missing is { } reason)
        {
            Console.Error.WriteLine(reason);
            return 1;
        }

        set_num_threads(1);
        using var folder = new TemporaryFolder();
        WriteImages(folder.Path);
        using var theirs = new PythonPeer("image_loading.py", folder.Path, $"{BatchSize}", $"{workers}");
        var images = ImageFolder.Open(folder.Path, new TrainingTransform());
        Console.WriteLine($"{Images} JPEGs of 500×375 to 224×224, batches of {BatchSize}, {workers} workers: images a second");
        Console.WriteLine($"{"round",5} {"NetVariants",12} {"torchvision",12} {"ratio",6}");
        var ratios = new List<double>();
        for (var round = 0; round <= rounds; round++)
        {
            var peer = theirs.Ask();
            var mine = Load(images, workers, round);
            if (round == 0)
                continue;
            ratios.Add(mine / peer);
            Console.WriteLine($"{round,5} {mine,12:F0} {peer,12:F0} {ratios[^1],6:F2}");
        }

        Console.WriteLine($"median ratio {PairedRatio.MedianOf(ratios):F2}");
        return 0;
    }

    private static double Load(ImageFolder images, int workers, int epoch)
    {
        using var transfer = new BatchTransfer(images.Normalization, CPU);
        var order = new RandomStream(1, epoch).Permutation(images.Count);
        var watch = Stopwatch.StartNew();
        foreach (var batch in BatchLoader.Read(
            images, order, new LoaderOptions { BatchSize = BatchSize, Workers = workers, Seed = 1, Epoch = epoch }))
        {
            using var scope = NewDisposeScope();
            transfer.Send(batch);
        }

        return images.Count / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Images whose neighbours are alike, with some texture, as photographs: about 60 KB each.</summary>
    private static void WriteImages(string folder)
    {
        const int Width = 500, Height = 375, Cell = 25;
        var pixels = new byte[3 * Width * Height];
        for (var i = 0; i < Images; i++)
        {
            var random = new RandomStream(7, i);
            var grid = Enumerable.Range(0, ((Width / Cell) + 2) * ((Height / Cell) + 2) * 3).Select(_ => random.Next(256)).ToArray();
            for (var y = 0; y < Height; y++)
            {
                for (var x = 0; x < Width; x++)
                {
                    for (var c = 0; c < 3; c++)
                    {
                        int At(int row, int column) => grid[(((row * ((Width / Cell) + 2)) + column) * 3) + c];
                        var (row, column) = (y / Cell, x / Cell);
                        double down = y % Cell / (double)Cell, right = x % Cell / (double)Cell;
                        var smooth = (((At(row, column) * (1 - right)) + (At(row, column + 1) * right)) * (1 - down))
                            + (((At(row + 1, column) * (1 - right)) + (At(row + 1, column + 1) * right)) * down);
                        pixels[(((y * Width) + x) * 3) + c] = (byte)Math.Clamp(smooth + random.Next(25) - 12, 0, 255);
                    }
                }
            }

            JpegFile.Write(Path.Combine(folder, $"class{i % 10}", $"{i}.jpg"), pixels, Width, Height, quality: 85);
        }
    }
}
