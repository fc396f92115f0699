using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using Tensorboard;
using Xunit;

namespace NetVariants.Runtime.Tests.Reports;

/// <summary>Reads a folder's event files as TensorBoard does, with the processor's own checksum.</summary>
internal static class EventLog
{
    private const int HeaderBytes = 12;
    private const int ChecksumBytes = 4;

    /// <summary>The files, in the order in which they are read.</summary>
    public static IReadOnlyList<string> Files(string folder) => [.. Directory.EnumerateFiles(folder, "*tfevents*").Order()];

    /// <summary>The events that TensorBoard shows: the beginning of a file hides those from its step on.</summary>
    public static IReadOnlyList<Event> Shown(string folder)
    {
        List<Event> shown = [];
        foreach (var message in Files(folder).SelectMany(Read))
        {
            if (message.WhatCase == Event.WhatOneofCase.SessionLog)
                shown.RemoveAll(earlier => earlier.Step >= message.Step);
            else
                shown.Add(message);
        }

        return shown;
    }

    /// <summary>The values shown, each with its step.</summary>
    public static IEnumerable<(long Step, Summary.Types.Value Value)> Values(string folder) =>
        from message in Shown(folder)
        where message.Summary is not null
        from value in message.Summary.Value
        select (message.Step, value);

    /// <summary>The numbers of a tag, each with its step.</summary>
    public static IReadOnlyList<(long Step, float Number)> Scalars(string folder, string tag) =>
        [.. Values(folder).Where(entry => entry.Value.Tag == tag).Select(entry => (entry.Step, entry.Value.SimpleValue))];

    /// <summary>A file's events; a kill may have cut the last.</summary>
    public static IEnumerable<Event> Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        for (var start = 0; bytes.Length - start >= HeaderBytes;)
        {
            var length = checked((int)BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(start)));
            AssertChecksum(bytes.AsSpan(start, sizeof(long)), bytes.AsSpan(start + sizeof(long)));
            var content = start + HeaderBytes;
            if (bytes.Length - content < length + ChecksumBytes)
                yield break;
            AssertChecksum(bytes.AsSpan(content, length), bytes.AsSpan(content + length));
            yield return Event.Parser.ParseFrom(bytes, content, length);
            start = content + length + ChecksumBytes;
        }
    }

    private static void AssertChecksum(ReadOnlySpan<byte> data, ReadOnlySpan<byte> expected)
    {
        var checksum = uint.MaxValue;
        foreach (var value in data)
            checksum = BitOperations.Crc32C(checksum, value);
        checksum = ~checksum;
        Assert.Equal(
            BinaryPrimitives.ReadUInt32LittleEndian(expected), unchecked(((checksum >> 15) | (checksum << 17)) + 0xa282ead8u));
    }
}
