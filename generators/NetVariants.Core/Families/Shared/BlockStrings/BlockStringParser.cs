using System;
using System.Collections.Generic;
using System.Linq;
using NetVariants.Core.Declarations;
using NetVariants.Core.Graph;

namespace NetVariants.Core.Families.Shared.BlockStrings;

/// <summary>
/// Reads a block string: timm's, with <c>r</c>, <c>k</c> and <c>s</c> left out where they are 1, 3 and 1.
/// <code>
/// blocks = entry { "," entry }
/// entry  = [ count "*" ] kind { "_" setting }         each kind of setting at most once, in any order; "c" always
/// kind   = "cn" | "ds" | "ir" | "er"
/// </code>
/// The settings are <see cref="BlockSettings"/>'.
/// </summary>
internal static class BlockStringParser
{
    /// <summary>The attributes' parameter for the block string.</summary>
    public const string Argument = "blocks";

    /// <summary>What an entry is, in words.</summary>
    public const string Expected = "a block (cn, ds, ir or er) and its settings: ir_r2_k3_s2_e6_c24";

    private const string Missing = "a block with its channels: ir_c24";

    private static readonly string[] s_kinds = { "cn", "ds", "ir", "er" };

    /// <summary>The entries; where there are problems, some of them.</summary>
    /// <param name="reader">The declaration.</param>
    /// <param name="depthMult">By how much stages get longer.</param>
    /// <param name="otherLayers">The layers of the network that are in no block.</param>
    public static List<BlockEntry> Parse(DeclarationReader reader, double depthMult, int otherLayers)
    {
        var entries = new List<BlockEntry>();
        var text = reader.Layers;
        if (ListReader.IsBlank(text))
        {
            reader.Problems.Add(DiagnosticIds.EmptyList, Problem.LayersArgument, Argument, Expected);
            return entries;
        }

        var layers = (double)otherLayers;
        var tokens = new ListReader(text);
        while (tokens.Next(out var token) && !reader.Problems.IsFull)
        {
            reader.Cancellation.ThrowIfCancellationRequested();
            if (!reader.Item(tokens, Problem.LayersArgument, text, token, Expected, out var count, out var item)
                || Entry(reader, tokens, text, item) is not { } entry)
            {
                continue;
            }

            entry = entry with { Blocks = (long)Math.Ceiling(entry.Blocks * depthMult) };
            layers += (double)count * entry.Blocks * entry.Layers;
            if (layers > DeclarationReader.LayerLimit)
            {
                reader.TooMany(Problem.LayersArgument, token, "layers", DeclarationReader.LayerLimit);
                break;
            }

            for (; count > 0; count--)
                entries.Add(entry);
        }

        return entries;
    }

    private static BlockEntry? Entry(DeclarationReader reader, ListReader tokens, string text, TextSpan token)
    {
        var end = token.Start + token.Length;
        var next = EndOf(text, token.Start, end);
        var kind = Array.IndexOf(s_kinds, Text(tokens.Trim(token.Start, next)));
        if (kind < 0)
        {
            var span = next == end ? token : tokens.Trim(token.Start, next);
            reader.Problems.AddToken(DiagnosticIds.BadToken, Problem.LayersArgument, text, span, Expected, Guess(Text(span)));
            return null;
        }

        var entry = new BlockEntry((BlockKind)kind, token);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (next < end)
        {
            var start = next + 1;
            next = EndOf(text, start, end);
            if (BlockSettings.Add(reader, text, tokens.Trim(start, next), seen, entry) is not { } longer)
                return null;
            entry = longer;
        }

        if (entry.Channels > 0)
            return entry;
        reader.Problems.AddToken(DiagnosticIds.BadToken, Problem.LayersArgument, text, token, Missing);
        return null;

        string Text(TextSpan span) => text.Substring(span.Start, span.Length);
    }

    private static string? Guess(string written)
    {
        var plain = written.ToLowerInvariant();
        return s_kinds.FirstOrDefault(kind => kind != written && kind == plain);
    }

    private static int EndOf(string text, int start, int end) => text.IndexOf('_', start, end - start) is >= 0 and var next ? next : end;
}
