using System;
using System.Collections.Generic;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace NetVariants.Generators.Tests.Harness;

/// <summary>A diagnostic and its place, as <c>{|NV2001:5x2|}</c> marks it in a test's source.</summary>
internal readonly record struct Mark(string Id, TextSpan Span) : IComparable<Mark>
{
    public int CompareTo(Mark other)
    {
        var byPlace = Span.CompareTo(other.Span);
        return byPlace != 0 ? byPlace : string.CompareOrdinal(Id, other.Id);
    }
}

/// <summary>Source text in which <c>{|ID:…|}</c> marks the places of expected diagnostics; marks may nest.</summary>
internal static class Markup
{
    public static (string Source, IReadOnlyList<Mark> Marks) Parse(string markup)
    {
        var source = new StringBuilder(markup.Length);
        var marks = new List<Mark>();
        var open = new Stack<(string Id, int Start)>();
        for (var i = 0; i < markup.Length; i++)
        {
            if (At(markup, i, "{|"))
            {
                var colon = markup.IndexOf(':', i);
                open.Push((markup[(i + 2)..colon], source.Length));
                i = colon;
            }
            else if (At(markup, i, "|}"))
            {
                var (id, start) = open.Pop();
                marks.Add(new Mark(id, TextSpan.FromBounds(start, source.Length)));
                i++;
            }
            else
            {
                source.Append(markup[i]);
            }
        }

        if (open.Count > 0)
            throw new ArgumentException($"the mark {open.Peek().Id} is never closed", nameof(markup));
        marks.Sort();
        return (source.ToString(), marks);
    }

    private static bool At(string text, int i, string mark) => string.CompareOrdinal(text, i, mark, 0, mark.Length) == 0;
}
