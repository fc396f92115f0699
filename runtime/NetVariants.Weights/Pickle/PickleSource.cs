using System;
using NetVariants.Weights.Reading;

namespace NetVariants.Weights.Pickle;

/// <summary>The bytes of a pickle, a window at a time.</summary>
internal sealed class PickleSource(RegionReader reader)
{
    // What is taken is kept; what is skipped, such as the bytes of numpy arrays, is not. A tensor takes some 200 bytes and 40 opcodes.
    private const long TakenLimit = 128 << 20;
    private const long ValueLimit = 10_000_000;

    private byte[] _window = new byte[1 << 14];
    private int _next;
    private int _end;
    private long _taken;
    private long _values;

    /// <summary>The bytes that were passed.</summary>
    public long Position => reader.Position - (_end - _next);

    /// <summary>Counts values that are made from the bytes: a byte makes one of up to 64 bytes, and a few bytes a copy of many.</summary>
    public void CountValues(long count)
    {
        if ((_values += count) > ValueLimit)
            throw TooLarge();
    }

    /// <summary>The next bytes, until the next call.</summary>
    public ReadOnlySpan<byte> Take(long count)
    {
        Require(count);
        if ((_taken += count) > TakenLimit)
            throw TooLarge();
        if (count > _end - _next)
            Fill((int)count);
        _next += (int)count;
        return _window.AsSpan(_next - (int)count, (int)count);
    }

    /// <summary>Skips some bytes.</summary>
    public void Skip(long count)
    {
        Require(count);
        var buffered = (int)Math.Min(count, _end - _next);
        _next += buffered;
        reader.Skip(count - buffered);
    }

    /// <summary>The bytes up to a newline, which is skipped.</summary>
    public ReadOnlySpan<byte> TakeLine()
    {
        var searched = 0;
        while (true)
        {
            var length = _window.AsSpan(_next + searched, _end - _next - searched).IndexOf((byte)'\n') + searched;
            if (length >= searched)
                return Take(length + 1)[..length];
            searched = _end - _next;
            Require(searched + 1L);
            if (searched >= _window.Length)
                throw new FormatException("a line of the pickle has no end");
            Fill(searched + 1);
        }
    }

    private static FormatException TooLarge() => new("the pickle is larger than any state dict's");

    private void Require(long count)
    {
        if (count < 0 || count > _end - _next + reader.Remaining)
            throw new FormatException("the pickle ends too early");
    }

    private void Fill(int count)
    {
        var window = count > _window.Length ? new byte[count] : _window;
        _window.AsSpan(_next, _end - _next).CopyTo(window);
        (_window, _next, _end) = (window, 0, _end - _next);
        var more = (int)Math.Min(_window.Length - _end, reader.Remaining);
        reader.Read(_window.AsSpan(_end, more));
        _end += more;
    }
}
