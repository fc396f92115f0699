using System;
using System.Buffers.Binary;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.Build.Framework;
using NetVariants.Build;
using Xunit;

namespace NetVariants.Package.Tests;

/// <summary>The build task on TorchSharp's library, on libraries that do not need it, and on files that it does not understand.</summary>
public sealed class WeakenSymbolVersionTests : IDisposable
{
    private const string Version = "GLIBCXX_3.4.32", Symbol = "_ZSt21ios_base_library_initv";

    private static readonly string s_libTorchSharp =
        $"torchsharp/{UserProject.Metadata("TorchSharpVersion")}/runtimes/linux-x64/native/libLibTorchSharp.so";

    private static readonly string s_libC10 =
        $"libtorch-cpu-linux-x64/{UserProject.Metadata("LibtorchVersion")}/runtimes/linux-x64/native/libc10.so";

    private readonly string _folder = Directory.CreateTempSubdirectory("netvariants-weaken-").FullName;

    [Fact]
    public void One_flag_of_TorchSharps_library_changes()
    {
        var source = Packaged(s_libTorchSharp);

        var (copy, warnings) = Weaken(source);

        Assert.Empty(warnings);
        var at = Enumerable.Range(0, source.Length).Single(i => source[i] != copy[i]);
        Assert.Equal((0, 2), (source[at], copy[at]));
    }

    [Fact]
    public void A_weakened_library_stays_as_it_is()
    {
        var copy = Weaken(Packaged(s_libTorchSharp)).Copy;

        Assert.Equal(copy, Weaken(copy).Copy);
    }

    [Fact]
    public void A_library_that_does_not_need_the_version_is_copied_without_a_warning()
    {
        var source = Packaged(s_libC10);

        var (copy, warnings) = Weaken(source);

        Assert.Empty(warnings);
        Assert.Equal(source, copy);
    }

    [Theory]
    [InlineData(Version, "_ZSt4cout", "it takes '_ZSt21ios_base_library_initv' from GLIBCXX_3.4.32")]
    [InlineData("GLIBCXX_3.4.30", Symbol, "from GLIBCXX_3.4.30")] // several symbols, all of them used
    public void A_version_that_serves_other_symbols_is_kept(string version, string symbol, string reason)
    {
        var source = Packaged(s_libTorchSharp);

        var (copy, warnings) = Weaken(source, version, symbol);

        Assert.Equal(source, copy);
        Assert.Contains(reason, Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_symbol_that_a_relocation_refers_to_is_kept()
    {
        var source = Packaged(s_libTorchSharp);
        var (relocation, symbol) = FirstRelocationAndSymbol(source);
        BinaryPrimitives.WriteUInt32LittleEndian(source.AsSpan(relocation + 12), symbol);

        var (copy, warnings) = Weaken(source);

        Assert.Equal(source, copy);
        Assert.Contains($"it refers to '{Symbol}' of {Version}", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("MZ")]
    [InlineData("not a library at all, but a text that is longer than the header of one, which has sixty-four bytes")]
    public void Files_that_are_no_libraries_are_copied_with_a_warning(string text)
    {
        var source = System.Text.Encoding.ASCII.GetBytes(text);

        var (copy, warnings) = Weaken(source);

        Assert.Equal(source, copy);
        Assert.Contains("it is not a 64-bit little-endian ELF file", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Corrupt_libraries_never_crash_and_lose_nothing()
    {
        var whole = Packaged(s_libTorchSharp);
        var random = new Random(1);
        for (var round = 0; round < 40; round++)
        {
            var source = round % 2 == 0 ? whole[..random.Next(whole.Length)] : [.. whole];
            // Headers: those of the file and, at its end, those of the sections.
            for (var change = 0; round % 2 != 0 && change < 8; change++)
                source[change % 2 == 0 ? random.Next(16, 64) : source.Length - 1 - random.Next(64 * 34)] = (byte)random.Next(256);

            var copy = Weaken(source).Copy;

            Assert.Equal(source.Length, copy.Length);
            Assert.InRange(Enumerable.Range(0, source.Length).Count(i => source[i] != copy[i]), 0, 1);
        }
    }

    [Fact]
    public void Failures_of_the_disk_are_errors_without_a_stack_trace()
    {
        var log = new LogEngine();
        var missing = Path.Combine(_folder, "missing.so");

        Assert.False(Task(missing, Path.Combine(_folder, "copy.so"), Version, Symbol, log).Execute());

        Assert.Equal($"Could not find file '{missing}'.", Assert.Single(log.Errors));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static byte[] Packaged(string file) => File.ReadAllBytes(Path.Combine(UserProject.Metadata("PackageFolder"), file));

    private static NetVariantsWeakenSymbolVersion Task(string source, string copy, string version, string symbol, LogEngine log) =>
        new() { Source = source, Destination = copy, Version = version, Symbol = symbol, BuildEngine = log };

    private (byte[] Copy, string[] Warnings) Weaken(byte[] source, string version = Version, string symbol = Symbol)
    {
        string from = Path.Combine(_folder, "source.so"), to = Path.Combine(_folder, "copy", "copy.so");
        File.WriteAllBytes(from, source);
        var log = new LogEngine();
        Assert.True(Task(from, to, version, symbol, log).Execute());
        Assert.Empty(log.Errors);
        Assert.Equal(source, File.ReadAllBytes(from));
        return (File.ReadAllBytes(to), [.. log.Warnings]);
    }

    private static (int Relocation, uint Symbol) FirstRelocationAndSymbol(byte[] file)
    {
        uint Word(long at) => BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan((int)at));
        long Wide(long at) => BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan((int)at));
        int count = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(0x3C));
        long Section(uint type) => Enumerable.Range(0, count).Select(i => Wide(0x28) + i * 64L).First(at => Word(at + 4) == type);
        long symbols = Section(11), names = Wide(Wide(0x28) + Word(symbols + 40) * 64L + 24);
        uint symbol = 0;
        while (!file.AsSpan((int)(names + Word(Wide(symbols + 24) + symbol * 24L))).StartsWith("_ZSt21ios_base_library_initv\0"u8))
            symbol++;
        return ((int)Wide(Section(4) + 24), symbol);
    }

    /// <summary>Keeps the warnings and errors that a task logs.</summary>
    private sealed class LogEngine : IBuildEngine
    {
        public List<string> Warnings { get; } = [];

        public List<string> Errors { get; } = [];

        public bool ContinueOnError => false;

        public int LineNumberOfTaskNode => 0;

        public int ColumnNumberOfTaskNode => 0;

        public string ProjectFileOfTaskNode => "";

        public bool BuildProjectFile(string project, string[] targets, IDictionary globalProperties, IDictionary targetOutputs) => false;

        public void LogCustomEvent(CustomBuildEventArgs e)
        {
        }

        public void LogErrorEvent(BuildErrorEventArgs e) => Errors.Add(e.Message!);

        public void LogMessageEvent(BuildMessageEventArgs e)
        {
        }

        public void LogWarningEvent(BuildWarningEventArgs e) => Warnings.Add($"{e.Code}: {e.Message}");
    }
}
