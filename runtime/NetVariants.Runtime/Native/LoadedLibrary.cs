using System;
using System.Globalization;
using System.IO;
using System.IO.MemoryMappedFiles;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;

namespace NetVariants.Native;

/// <summary>A library in this process's memory on 64-bit Linux, with the symbols of its file that it does not export.</summary>
/// <param name="Path">The file.</param>
/// <param name="Start">Where it is loaded.</param>
internal sealed record LoadedLibrary(string Path, nint Start)
{
    private const uint SymbolTable = 2;

    /// <summary>The library that is loaded from a file of a name, which its version may follow, or null.</summary>
    public static LoadedLibrary? Find(string fileName)
    {
        // "7f0123400000-7f0123500000 r--p 00000000 fd:00 4711   /usr/lib/libname.so"
        const int Range = 0, Offset = 2, FilePath = 5, Columns = 6;
        foreach (var line in File.ReadLines("/proc/self/maps"))
        {
            var columns = line.Split(' ', Columns, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (columns.Length == Columns && IsNamed(columns[FilePath]) && columns[Offset].All(digit => digit == '0'))
            {
                var start = columns[Range].Split('-')[0];
                return new LoadedLibrary(columns[FilePath], nint.Parse(start, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            }
        }

        return null;

        bool IsNamed(string path) => $"{System.IO.Path.GetFileName(path)}.".StartsWith($"{fileName}.", StringComparison.Ordinal);
    }

    /// <summary>Where a symbol's object or function is in memory; null where the file does not define it, or was stripped.</summary>
    /// <param name="name">The mangled name.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be read.</exception>
    public unsafe LoadedSymbol? SymbolOf(string name)
    {
        using var file = MemoryMappedFile.CreateFromFile(Path, FileMode.Open, mapName: null, capacity: 0, MemoryMappedFileAccess.Read);
        using var view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        try
        {
            return SymbolOf(Encoding.ASCII.GetBytes(name + '\0'), start + view.PointerOffset);
        }
        finally
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
        }
    }

    private unsafe LoadedSymbol? SymbolOf(ReadOnlySpan<byte> name, byte* file)
    {
        var header = (FileHeader*)file;
        var sections = (Section*)(file + header->SectionsOffset);
        for (var i = 0; i < header->SectionCount; i++)
        {
            if (sections[i].Type != SymbolTable)
                continue;
            var names = sections[sections[i].Link];
            for (var symbol = (Symbol*)(file + sections[i].Offset); (byte*)symbol < file + sections[i].Offset + sections[i].Size; symbol++)
            {
                if (symbol->Section != 0 && symbol->Name + name.Length <= names.Size
                    && new ReadOnlySpan<byte>(file + names.Offset + symbol->Name, name.Length).SequenceEqual(name))
                {
                    return new LoadedSymbol(Start + (nint)symbol->Value, symbol->Size);
                }
            }
        }

        return null;
    }

    // ELF's, in 64 bits: what is read of each.
    [StructLayout(LayoutKind.Explicit, Size = 64)]
    private readonly struct FileHeader
    {
        [FieldOffset(40)]
        public readonly long SectionsOffset;

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

        [FieldOffset(6)]
        public readonly ushort Section;

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
