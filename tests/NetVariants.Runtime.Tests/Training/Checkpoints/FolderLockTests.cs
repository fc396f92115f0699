using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using NetVariants.Data;
using NetVariants.Experiments;
using NetVariants.Tests;
using NetVariants.Training;
using NetVariants.Training.Checkpoints;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetVariants.Runtime.Tests.Training.Checkpoints;

/// <summary>One run in a folder at a time.</summary>
public sealed class FolderLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_second_run_in_the_folder_is_refused_until_the_first_ends()
    {
        using (FolderLock.Take(_folder.Path))
        {
            CheckpointException error = Assert.Throws<CheckpointException>(() => FolderLock.Take(_folder.Path));
            Assert.Contains($"'{_folder.Path}' is in use: process {Environment.ProcessId} on {Environment.MachineName}", error.Message, StringComparison.Ordinal);
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
        FolderLock.Take(_folder.Path).Dispose();
    }

    [Fact]
    public void A_training_and_a_comparison_claim_their_folders_before_they_change_anything()
    {
        DataSplits data = Synthetic.Splits(train: 32);
        using Module<Tensor, Tensor> model = Synthetic.SeededNetwork();
        using FolderLock claim = FolderLock.Take(_folder.Path);

        Assert.Throws<CheckpointException>(() => new Trainer(Synthetic.Options(1)).Fit(model, data.Train, data.Validation, null, new CheckpointOptions(_folder.Path)));
        Assert.Throws<CheckpointException>(() => new Comparison([Synthetic.Candidate()], Synthetic.Options(1), _folder.Path).Run(data));

        Assert.Equal(["run.lock", "run.lock.json"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_comparison_that_begins_anew_leaves_a_training_alone_that_is_at_work_in_one_of_its_folders()
    {
        string inner = Directory.CreateDirectory(_folder.File("tiny")).FullName;
        File.WriteAllText(Path.Combine(inner, "last.checkpoint"), "of the other");
        using FolderLock claim = FolderLock.Take(inner);

        Assert.Throws<CheckpointException>(() => new Comparison([Synthetic.Candidate()], Synthetic.Options(1), _folder.Path).Run(Synthetic.Splits(train: 32)));

        Assert.True(File.Exists(Path.Combine(inner, "last.checkpoint")));
    }

    [Fact]
    public void Another_process_is_named_and_forgotten_once_it_is_killed()
    {
        DirectoryInfo configuration = new(AppContext.BaseDirectory);
        string program = Path.Combine(configuration.Parent!.Parent!.FullName, "InterruptedTraining", configuration.Name, "InterruptedTraining.dll");
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [program, _folder.Path]) { UseShellExecute = false })!;
        Assert.True(SpinWait.SpinUntil(() => File.Exists(_folder.File("last.checkpoint")) || process.HasExited, TimeSpan.FromMinutes(2)));

        CheckpointException error = Assert.Throws<CheckpointException>(() => FolderLock.Take(_folder.Path));
        process.Kill();
        process.WaitForExit();

        Assert.Contains($"process {process.Id} on ", error.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.File("run.lock.json")));
        FolderLock.Take(_folder.Path).Dispose();
    }

    [Fact]
    public void Where_the_file_system_knows_no_locks_the_note_decides()
    {
        // The lock itself is free here: what is left is the note, as where locks are passed over.
        using (FolderLock.Take(_folder.Path))
            File.Copy(_folder.File("run.lock.json"), _folder.File("note"));
        JsonNode note = JsonNode.Parse(File.ReadAllText(_folder.File("note")))!;

        AssertRefused(true);
        note["Identity"] = "of a process that had this number before";
        AssertRefused(false);
        note["Process"] = int.MaxValue;
        AssertRefused(false);
        note = JsonNode.Parse(File.ReadAllText(_folder.File("note")))!;
        note["Machine"] = "elsewhere";
        AssertRefused(false);
        File.WriteAllText(_folder.File("run.lock.json"), "{ half a no");
        FolderLock.Take(_folder.Path).Dispose();

        void AssertRefused(bool isRefused)
        {
            File.WriteAllText(_folder.File("run.lock.json"), note.ToJsonString());
            if (isRefused)
                Assert.Contains("If it has ended, delete", Assert.Throws<CheckpointException>(() => FolderLock.Take(_folder.Path)).Message, StringComparison.Ordinal);
            else
                FolderLock.Take(_folder.Path).Dispose();
        }
    }

    [Fact]
    public void A_folder_that_is_gone_when_the_run_ends_costs_nothing()
    {
        string folder = Directory.CreateDirectory(_folder.File("run")).FullName;
        FolderLock claim = FolderLock.Take(folder);
        Directory.Delete(folder, recursive: true);

        claim.Dispose();
    }

    [Fact]
    public void Of_many_that_come_at_once_one_has_it()
    {
        int holders = 0, most = 0, taken = 0;
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            for (int i = 0; i < 200; i++)
            {
                try
                {
                    using FolderLock claim = FolderLock.Take(_folder.Path);
                    int now = Interlocked.Increment(ref holders);
                    if (now > 1)
                        most = now;
                    Interlocked.Increment(ref taken);
                    Interlocked.Decrement(ref holders);
                }
                catch (CheckpointException)
                {
                    // Another has it.
                }
            }
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();

        Assert.Equal(0, most);
        Assert.True(taken > 0);
    }
}
