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
    public void A_second_run_in_the_folder_is_rejected_until_the_first_ends()
    {
        using (FolderLock.Take(_folder.Path))
        {
            var error = Assert.Throws<CheckpointException>(() => FolderLock.Take(_folder.Path));
            Assert.Contains(
                $"'{_folder.Path}' is in use: process {Environment.ProcessId} on {Environment.MachineName}",
                error.Message,
                StringComparison.Ordinal);
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
        FolderLock.Take(_folder.Path).Dispose();
    }

    [Fact]
    public void A_training_and_a_comparison_claim_their_folders_before_they_change_anything()
    {
        var data = Synthetic.Splits(train: 32);
        using var model = Synthetic.SeededNetwork();
        using var claim = FolderLock.Take(_folder.Path);

        Assert.Throws<CheckpointException>(
            () => new Trainer(Synthetic.Options(1)).Fit(model, data.Train, data.Validation, null, new CheckpointOptions(_folder.Path)));
        Assert.Throws<CheckpointException>(() => new Comparison([Synthetic.Candidate()], Synthetic.Options(1), _folder.Path).Run(data));

        Assert.Equal(["run.lock", "run.lock.json"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_new_comparison_does_not_touch_a_folder_in_use()
    {
        var inner = Directory.CreateDirectory(_folder.File("tiny")).FullName;
        File.WriteAllText(Path.Combine(inner, "last.checkpoint"), "of the other");
        using var claim = FolderLock.Take(inner);

        Assert.Throws<CheckpointException>(
            () => new Comparison([Synthetic.Candidate()], Synthetic.Options(1), _folder.Path).Run(Synthetic.Splits(train: 32)));

        Assert.True(File.Exists(Path.Combine(inner, "last.checkpoint")));
    }

    [Fact]
    public void A_lock_names_its_process_and_ends_with_it()
    {
        var start = new ProcessStartInfo("dotnet", [TestProgram.PathOf("InterruptedTraining"), _folder.Path]) { UseShellExecute = false };
        using var process = Process.Start(start)!;
        Assert.True(SpinWait.SpinUntil(() => File.Exists(_folder.File("last.checkpoint")) || process.HasExited, TimeSpan.FromMinutes(2)));

        var error = Assert.Throws<CheckpointException>(() => FolderLock.Take(_folder.Path));
        process.Kill();
        process.WaitForExit();

        Assert.Contains($"process {process.Id} on ", error.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.File("run.lock.json")));
        FolderLock.Take(_folder.Path).Dispose();
    }

    [Fact]
    public void Without_file_locks_the_process_note_decides()
    {
        // The lock itself is free here: what is left is the note, as where locks are ignored.
        using (FolderLock.Take(_folder.Path))
            File.Copy(_folder.File("run.lock.json"), _folder.File("note"));
        var note = JsonNode.Parse(File.ReadAllText(_folder.File("note")))!;

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
                Assert.Contains(
                    "If it has ended, delete",
                    Assert.Throws<CheckpointException>(() => FolderLock.Take(_folder.Path)).Message,
                    StringComparison.Ordinal);
            else
                FolderLock.Take(_folder.Path).Dispose();
        }
    }

    [Fact]
    public void A_deleted_folder_does_not_fail_the_end_of_a_run()
    {
        var folder = Directory.CreateDirectory(_folder.File("run")).FullName;
        var claim = FolderLock.Take(folder);
        Directory.Delete(folder, recursive: true);

        claim.Dispose();
    }

    [Fact]
    public void One_of_many_simultaneous_runs_gets_the_folder()
    {
        int holders = 0, most = 0, taken = 0;
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            for (var i = 0; i < 200; i++)
            {
                try
                {
                    using var claim = FolderLock.Take(_folder.Path);
                    var now = Interlocked.Increment(ref holders);
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
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();

        Assert.Equal(0, most);
        Assert.True(taken > 0);
    }
}
