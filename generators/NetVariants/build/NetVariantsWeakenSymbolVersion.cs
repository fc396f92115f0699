using System;
using System.IO;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace NetVariants.Build;

/// <summary>
/// Copies an ELF library and marks its need of one symbol version as weak, so that a loader whose system lacks the version loads the
/// library anyway. That is safe only where the version serves nothing but one symbol that no relocation refers to; a file that
/// needs the version otherwise, or is not such a library, is copied unchanged, with a warning.
/// </summary>
/// <remarks>
/// A build compiles this file as it is (NetVariants.TorchSharp.targets), so it keeps to C# 12, .NET Standard 2.0 and MSBuild's own
/// libraries.
/// </remarks>
public sealed class NetVariantsWeakenSymbolVersion : Task
{
    private const int SectionHeaderSize = 64, SymbolSize = 24, RelocationSize = 24;
    private const uint TypeRela = 4, TypeRel = 9, TypeDynamicSymbols = 11, TypeVersionNeeds = 0x6FFFFFFE, TypeVersions = 0x6FFFFFFF;
    private const ushort IndexMask = 0x7FFF;
    private const byte WeakFlag = 2;

    private byte[] _file = [];

    /// <summary>The library, which stays as it is.</summary>
    [Required]
    public string Source { get; set; } = "";

    /// <summary>Where the copy goes.</summary>
    [Required]
    public string Destination { get; set; } = "";

    /// <summary>The symbol version that may be missing, such as GLIBCXX_3.4.32.</summary>
    [Required]
    public string Version { get; set; } = "";

    /// <summary>The one symbol that the version may serve.</summary>
    [Required]
    public string Symbol { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        try
        {
            _file = File.ReadAllBytes(Source);
            TryWeaken();
            Write();
            return true;
        }
        catch (Exception error) when (error is IOException || error is UnauthorizedAccessException)
        {
            Log.LogErrorFromException(error);
            return false;
        }
    }

    private void TryWeaken()
    {
        try
        {
            Weaken();
        }
        catch (InvalidDataException reason)
        {
            Warn(reason.Message);
        }
        catch (Exception error) when (error is ArgumentException || error is OverflowException || error is IndexOutOfRangeException)
        {
            Warn("its headers point outside of the file");
        }
    }

    private void Write()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Destination) ?? "");
        // Never written in place: an output folder may hold a hard link to the copy, which a running program may have loaded. Under a name
        // of its own: two builds of a project may run at once.
        var temporary = Destination + "." + Guid.NewGuid().ToString("N") + ".tmp";
        try
        {
            File.WriteAllBytes(temporary, _file);
            File.Delete(Destination);
            File.Move(temporary, Destination);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private void Warn(string reason)
    {
        Log.LogWarning(
            null, "NVB001", null, null, 0, 0, 0, 0,
            "{0} is copied unchanged: {1}. TorchSharp does not load on systems that lack {2}. "
                + "To silence this warning, set the property NetVariantsWeakenSymbolVersion to false.",
            Source, reason, Version);
    }

    private void Weaken()
    {
        if (_file.Length < SectionHeaderSize || Word(0) != 0x464C457F || _file[4] != 2 || _file[5] != 1)
            throw new InvalidDataException("it is not a 64-bit little-endian ELF file");
        if (SectionCount == 0)
            throw new InvalidDataException("it has no section headers");
        var flags = FindNeed(out var index);
        if (flags < 0)
            return;
        CheckSymbols(index, out var symbol);
        CheckRelocations(symbol);
        _file[checked((int)flags)] |= WeakFlag;
    }

    /// <summary>The offset of the version's flags and the index that symbols name it by; -1 where the file does not need it.</summary>
    private long FindNeed(out ushort index)
    {
        index = 0;
        var section = FindSection(TypeVersionNeeds);
        if (section < 0)
            return -1;
        long names = Offset(LinkedSection(section)), need = Offset(section);
        for (uint step = 1; step != 0; need += step)
        {
            var entry = need + Word(need + 8);
            for (int left = Half(need + 2); left > 0; left--)
            {
                if (Text(names + Word(entry + 8)) == Version)
                {
                    index = (ushort)(Half(entry + 6) & IndexMask);
                    return entry + 4;
                }

                entry += Word(entry + 12);
            }

            step = Word(need + 12);
        }

        return -1;
    }

    /// <summary>All symbols of the version are the one that is expected.</summary>
    private void CheckSymbols(ushort index, out uint found)
    {
        long versions = FindSection(TypeVersions), symbols = FindSection(TypeDynamicSymbols);
        if (versions < 0 || symbols < 0)
            throw new InvalidDataException("it has no table of dynamic symbols and their versions");
        long names = Offset(LinkedSection(symbols)), count = Size(symbols) / SymbolSize;
        found = 0;
        for (uint i = 0; i < count; i++)
        {
            if ((Half(Offset(versions) + 2L * i) & IndexMask) != index)
                continue;
            var name = Text(names + Word(Offset(symbols) + (long)i * SymbolSize));
            if (name != Symbol || found != 0)
                throw new InvalidDataException("it takes '" + name + "' from " + Version);
            found = i;
        }
    }

    private void CheckRelocations(uint symbol)
    {
        for (var i = 0; i < SectionCount; i++)
        {
            var section = SectionAt(i);
            if (Word(section + 4) == TypeRel)
                throw new InvalidDataException("its relocations have no addends");
            if (Word(section + 4) != TypeRela)
                continue;
            for (long at = Offset(section), end = checked(at + Size(section)); at < end; at += RelocationSize)
            {
                if (symbol != 0 && Word(at + 12) == symbol)
                    throw new InvalidDataException("it refers to '" + Symbol + "' of " + Version);
            }
        }
    }

    private int SectionCount => Half(0x3C);

    private long SectionAt(int index)
    {
        if (Half(0x3A) != SectionHeaderSize)
            throw new InvalidDataException("its section headers have an unknown size");
        return checked(Wide(0x28) + (long)index * SectionHeaderSize);
    }

    private long FindSection(uint type)
    {
        for (var i = 0; i < SectionCount; i++)
        {
            if (Word(SectionAt(i) + 4) == type)
                return SectionAt(i);
        }

        return -1;
    }

    private long LinkedSection(long section) => SectionAt(checked((int)Word(section + 40)));

    private long Offset(long section) => Wide(section + 24);

    private long Size(long section) => Wide(section + 32);

    private string Text(long at)
    {
        int start = checked((int)at), end = Array.IndexOf(_file, (byte)0, start);
        return Encoding.ASCII.GetString(_file, start, end - start);
    }

    private ushort Half(long at) => BitConverter.ToUInt16(_file, checked((int)at));

    private uint Word(long at) => BitConverter.ToUInt32(_file, checked((int)at));

    private long Wide(long at) => BitConverter.ToInt64(_file, checked((int)at));
}
