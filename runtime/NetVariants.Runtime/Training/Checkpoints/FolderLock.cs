using System;
using System.Globalization;
using System.IO;
using System.Text.Json;
using NetVariants.Files;

namespace NetVariants.Training.Checkpoints;

/// <summary>
/// The claim of a run to its folder: of two in one folder each would overwrite the other's checkpoints. The operating system ends the claim
/// with the process, however that ends. Where a file system knows no locks, the note next to the lock says which process to look for.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private const string LockName = "run.lock";
    private const string NoteName = "run.lock.json";

    // What IOException.HResult holds where another has the file: EWOULDBLOCK of either system, ERROR_SHARING_VIOLATION.
    private const int LinuxInUse = 11;
    private const int MacInUse = 35;
    private const int WindowsInUse = unchecked((int)0x80070020);

    private readonly FileStream _lock;
    private readonly string _note;

    private FolderLock(FileStream held, string note) => (_lock, _note) = (held, note);

    /// <summary>Claims a folder that exists.</summary>
    /// <exception cref="CheckpointException">Another run has it.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be written.</exception>
    public static FolderLock Take(string folder)
    {
        // Another current folder has to delete the same files.
        string path = Path.GetFullPath(folder), note = Path.Combine(path, NoteName);
        var held = Open(Path.Combine(path, LockName)) ?? throw InUse(folder, note, Read(note));
        try
        {
            if (Read(note) is { } earlier && earlier.Machine == Environment.MachineName
                && ProcessIdentity.IsAlive(earlier.Process, earlier.Identity))
                throw InUse(folder, note, earlier);
            var own = new Note(
                Environment.ProcessId, ProcessIdentity.Find(Environment.ProcessId) ?? "", Environment.MachineName, DateTimeOffset.UtcNow);
            AtomicFile.WriteText(note, JsonSerializer.Serialize(own));
            return new FolderLock(held, note);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_lock.SafeFileHandle.IsClosed)
            return;
        try
        {
            // Unless the folder was removed and made again, for another run.
            if (IsNameOf(_lock.Name, _lock))
            {
                File.Delete(_note);
                if (!OperatingSystem.IsWindows())
                    File.Delete(_lock.Name);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What stays names a process that is gone soon; the result of the run is not lost for it.
        }
        finally
        {
            _lock.Dispose();
        }
    }

    /// <summary>The lock file for this process alone; null where another has it.</summary>
    private static FileStream? Open(string path)
    {
        // Windows removes it with the last handle; elsewhere a name is removed, whatever file it is of by then.
        var options = OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None;
        while (true)
        {
            FileStream held;
            try
            {
                held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, options);
            }
            catch (IOException error) when (error.HResult is LinuxInUse or MacInUse or WindowsInUse)
            {
                return null;
            }

            // Whoever had it before may have removed the file after it was opened here: then the lock is on a file that no other run finds.
            if (IsNameOf(path, held))
                return held;
            held.Dispose();
        }
    }

    /// <summary>Whether a path leads to the open file, as far as the system tells.</summary>
    private static bool IsNameOf(string path, FileStream file) =>
        FileStatus.Read($"/proc/self/fd/{file.SafeFileHandle.DangerousGetHandle()}") is not { } opened
            || FileStatus.Read(path)?.Identity == opened.Identity;

    private static Note? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Note>(File.ReadAllText(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private static CheckpointException InUse(string folder, string note, Note? by) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"'{folder}' is in use{(by is null ? "" : $": process {by.Process} on {by.Machine} has trained in it since {by.Since:u}")}. "
            + $"Wait until it ends, or choose another folder.{(by is null ? "" : $" If it has ended, delete '{note}'.")}"));

    // The identity tells the process from a later one of the same number.
    private sealed record Note(int Process, string Identity, string Machine, DateTimeOffset Since);
}
