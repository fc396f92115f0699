using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace NetVariants.Files;

/// <summary>
/// What a name leads to, links followed: statx(2) of Linux, which .NET does not show. The layout is the kernel's, the same on every
/// processor.
/// </summary>
/// <param name="Mode">The kind of file and its permissions.</param>
/// <param name="Identity">The same for two names of one file or folder.</param>
internal readonly partial record struct FileStatus(int Mode, (ulong Device, ulong Inode) Identity)
{
    private const int CurrentFolder = -100;
    private const uint TypeAndInode = 0x1 | 0x100;
    private const int KindMask = 0xf000;
    private const int RegularKind = 0x8000;

    /// <summary>Whether it is a file with a length: no folder, pipe, socket or device.</summary>
    public bool IsRegular => (Mode & KindMask) == RegularKind;

    /// <summary>
    /// Whether a path leads to a pipe, device, socket or folder: opening one may wait for somebody who writes, and reading it may never
    /// end.
    /// </summary>
    public static bool IsIrregular(string path) => Read(path) is { IsRegular: false };

    /// <summary>The status of what <paramref name="path"/> leads to; null where it leads nowhere, or the system has no statx.</summary>
    public static FileStatus? Read(string path)
    {
        Span<byte> status = stackalloc byte[256];
        try
        {
            if (StatX(CurrentFolder, path, 0, TypeAndInode, status) != 0)
                return null;
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }

        return new FileStatus(
            MemoryMarshal.Read<ushort>(status[28..]),
            (BinaryPrimitives.ReadUInt64LittleEndian(status[136..]), MemoryMarshal.Read<ulong>(status[32..])));
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(int folder, string path, int flags, uint mask, Span<byte> status);
}
