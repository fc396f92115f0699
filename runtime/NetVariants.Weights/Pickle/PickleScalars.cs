using System;
using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace NetVariants.Weights.Pickle;

/// <summary>Reads the numbers and texts of a pickle, and the arguments of its opcodes.</summary>
internal sealed class PickleScalars(PickleSource source)
{
    // Longer texts and numbers are skipped: a state dict needs none.
    private const int TextLimit = 1 << 16;
    private const int NumberLimit = 16;

    private static readonly PickledOther s_bytes = new("a bytes object");
    private static readonly PickledOther s_text = new("a str");
    private static readonly PickledOther s_number = new("an int");

    /// <summary>The value that an opcode pushes; false for an opcode of another kind.</summary>
    public bool TryRead(char opcode, out object? value)
    {
        switch (opcode)
        {
            case 'N':
                value = null;
                break;
            case '\u0088':
                value = true;
                break;
            case '\u0089':
                value = false;
                break;
            case 'J':
                value = (long)BinaryPrimitives.ReadInt32LittleEndian(source.Take(4));
                break;
            case 'K':
                value = (long)Byte();
                break;
            case 'M':
                value = (long)BinaryPrimitives.ReadUInt16LittleEndian(source.Take(2));
                break;
            case '\u008a': // LONG1
                value = Integer(Byte());
                break;
            case '\u008b': // LONG4
                value = Integer(UInt32());
                break;
            case 'I':
            case 'L':
                value = LineInteger();
                break;
            case 'G':
                value = BinaryPrimitives.ReadDoubleBigEndian(source.Take(8));
                break;
            case 'F':
                value = double.TryParse(Line(), NumberStyles.Float, CultureInfo.InvariantCulture, out var real) ? real : double.NaN;
                break;
            case 'X':
            case 'T': // BINSTRING, of Python 2
                value = Text(UInt32());
                break;
            case '\u008c': // SHORT_BINUNICODE
            case 'U': // SHORT_BINSTRING, of Python 2
                value = Text(Byte());
                break;
            case '\u008d': // BINUNICODE8
                value = Text(Int64());
                break;
            case 'V':
                value = EscapedText.Unicode(Line());
                break;
            case 'S':
                value = EscapedText.Quoted(Line());
                break;
            case 'C':
                value = Passed(Byte());
                break;
            case 'B':
                value = Passed(UInt32());
                break;
            case '\u008e': // BINBYTES8
            case '\u0096': // BYTEARRAY8
                value = Passed(Int64());
                break;
            default:
                value = null;
                return false;
        }

        return true;
    }

    public byte Byte() => source.Take(1)[0];

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(source.Take(4));

    private long Int64() => BinaryPrimitives.ReadInt64LittleEndian(source.Take(8));

    public string Line() => Decode(source.TakeLine());

    public long LineNumber() =>
        long.TryParse(Line(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException("a number was expected");

    private object LineInteger() => Line().TrimEnd('L') switch
    {
        "00" => false,
        "01" => true,
        string digits when long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        string { Length: <= 40 } digits when BigInteger.TryParse(
            digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) =>
            number,
        _ => s_number,
    };

    private object Integer(long bytes)
    {
        if (bytes > NumberLimit)
        {
            source.Skip(bytes);
            return s_number;
        }

        var number = new BigInteger(source.Take(bytes));
        return number >= long.MinValue && number <= long.MaxValue ? (object)(long)number : number;
    }

    private object Text(long bytes)
    {
        if (bytes is >= 0 and <= TextLimit)
            return Decode(source.Take(bytes));
        source.Skip(bytes);
        return s_text;
    }

    private PickledOther Passed(long bytes)
    {
        source.Skip(bytes);
        return s_bytes;
    }

    /// <summary>UTF-8, or the bytes as they are where Python 2 wrote others.</summary>
    private static string Decode(ReadOnlySpan<byte> bytes) =>
        System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);
}
