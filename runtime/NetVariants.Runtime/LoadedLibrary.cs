using System;
using System.Globalization;
using System.IO;
using System.IO.MemoryMappedFiles;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;

namespace NetVariants;

/// <summary>A library in this process's memory on 64-bit Linux, with the symbols of its file that it does not export.</summary>
/// <param name="Path">The file.</param>
/// <param name="Start">Where it is loaded.</param>
internal sealed record LoadedLibrary(string Path, nint Start)
{
    private const uint SymbolTable = 2;

    /// <summary>The library that is loaded from a file of a name, or null.</summary>
    public static LoadedLibrary? Find(string fileName)
    {
        // "7f0123400000-7f0123500000 r--p 00000000 fd:00 4711   /usr/lib/libname.so"
        const int Range = 0, Offset = 2, FilePath = 5, Columns = 6;
        foreach (var line in File.ReadLines("/proc/self/maps"))
        {
            var columns = line.Split(' ', Columns, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (columns.Length == Columns && System.IO.Path.GetFileName(columns[FilePath]) == fileName
                && columns[Offset].All(digit => digit == '0'))
            {
                var start = columns[Range].Split('-')[0];
                return new LoadedLibrary(columns[FilePath], nint.Parse(start, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            }
        }

        return null;
    }

    /// <summary>Where a symbol's object or function is in memory; null where the file has no such symbol, or no table of all.</summary>
    /// <param name="symbol">The mangled name.</param>
    public LoadedSymbol? SymbolOf(string symbol)
    {
        using var file = MemoryMappedFile.CreateFromFile(Path, FileMode.Open, mapName: null, capacity: 0, MemoryMappedFileAccess.Read);
        using var view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        view.Read(0, out FileHeader header);
        for (var i = 0; i < header.SectionCount; i++)
        {
            view.Read(header.SectionsOffset + (i * header.SectionSize), out Section symbols);
            if (symbols.Type != SymbolTable)
                continue;
            view.Read(header.SectionsOffset + (symbols.Link * header.SectionSize), out Section names);
            if (OffsetOf(symbol, view, names) is not { } name)
                return null;
            for (var at = symbols.Offset; at < symbols.Offset + symbols.Size; at += Marshal.SizeOf<Symbol>())
            {
                view.Read(at, out Symbol candidate);
                if (candidate.Name == name)
                    return new LoadedSymbol(Start + (nint)candidate.Value, candidate.Size);
            }
        }

        return null;
    }

    private static unsafe long? OffsetOf(string symbol, MemoryMappedViewAccessor view, Section names)
    {
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        try
        {
            var offset = new ReadOnlySpan<byte>(start + view.PointerOffset + names.Offset, checked((int)names.Size))
                .IndexOf(Encoding.ASCII.GetBytes('\0' + symbol + '\0'));
            return offset < 0 ? null : offset + 1;
        }
        finally
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
        }
    }

    // ELF's, in 64 bits: what is read of each.
    [StructLayout(LayoutKind.Explicit, Size = 64)]
    private readonly struct FileHeader
    {
        [FieldOffset(40)]
        public readonly long SectionsOffset;

        [FieldOffset(58)]
        public readonly ushort SectionSize;

        [FieldOffset(60)]
        public readonly ushort SectionCount;
    }

    [StructLayout(LayoutKind.Explicit, Size = 64)]
    private readonly struct Section
    {
        [FieldOffset(4)]
        public readonly uint Type;

        [FieldOffset(24)]
        public readonly long Offset;

        [FieldOffset(32)]
        public readonly long Size;

        [FieldOffset(40)]
        public readonly uint Link;
    }

    [StructLayout(LayoutKind.Explicit, Size = 24)]
    private readonly struct Symbol
    {
        [FieldOffset(0)]
        public readonly uint Name;

        [FieldOffset(8)]
        public readonly long Value;

        [FieldOffset(16)]
        public readonly long Size;
    }
}

/// <summary>An object or a function of a loaded library.</summary>
/// <param name="Address">Where it begins.</param>
/// <param name="Size">Its bytes.</param>
internal readonly record struct LoadedSymbol(nint Address, long Size);
