using System;
using System.IO;
using System.Text;

namespace NetVariants.Files;

/// <summary>
/// Writes a file so that a reader, or a machine that lost power, finds either the old content or the new one, whole: the bytes go to a
/// temporary file in the same folder, are flushed to the disk, and the file is renamed over the old one.
/// </summary>
internal static class AtomicFile
{
    /// <summary>Writes <paramref name="path"/> through <paramref name="write"/>; its folder is made if it is missing.</summary>
    /// <exception cref="IOException">The folder cannot be written or the disk is full; the old file, if any, is untouched.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var target = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(target) ?? throw new ArgumentException($"'{path}' names no file.", nameof(path));
        Directory.CreateDirectory(folder);
        var temporary = Path.Combine(folder, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (var stream = Create(temporary, target))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Errors name the file that was asked for.</summary>
    private static FileStream Create(string temporary, string target)
    {
        try
        {
            return new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var reason = error.Message.Replace(temporary, target, StringComparison.Ordinal).TrimEnd('.');
            throw new IOException($"'{target}' cannot be written ({reason}): name a folder in which you may make files.", error);
        }
    }

    /// <summary>Writes <paramref name="text"/> as UTF-8 without a byte order mark.</summary>
    /// <exception cref="IOException">The folder cannot be written or the disk is full; the old file, if any, is untouched.</exception>
    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
