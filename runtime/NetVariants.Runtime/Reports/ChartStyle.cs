namespace NetVariants.Reports;

/// <summary>
/// Colour and marker of the n-th network. The colours (style sheet, classes s0 to s5) are told apart with the common colour blindnesses
/// (after <see href="https://jfly.uni-koeln.de/color/">Okabe and Ito</see>); markers differ as well, and from the seventh network on in
/// another pairing.
/// </summary>
internal static class ChartStyle
{
    private static readonly string[] s_markers =
    [
        "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z",
        "M-3.6 -3.6H3.6V3.6H-3.6Z",
        "M0 -4.8L4.6 3.4H-4.6Z",
        "M0 -5.2L5.2 0L0 5.2L-5.2 0Z",
        "M0 4.8L4.6 -3.4H-4.6Z",
        "M-1.6 -4.8H1.6V-1.6H4.8V1.6H1.6V4.8H-1.6V1.6H-4.8V-1.6H-1.6Z",
    ];

    /// <summary>Which of the style sheet's colours the n-th network has.</summary>
    public static int Index(int n) => n % s_markers.Length;

    /// <summary>The marker's outline around (0, 0), about 10 across.</summary>
    public static string Marker(int n) => s_markers[Index(n + (n / s_markers.Length))];
}
