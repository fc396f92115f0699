using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;

namespace NetVariants.Weights;

/// <summary>Finds a file of pretrained weights: on the disk, among the downloads, or by downloading it.</summary>
internal static partial class PretrainedFile
{
    private const int Sha256Digits = 64;
    private const int FolderDigits = 16;

    /// <summary>The path of a file that has the digits that are promised, and whether it is a download without any.</summary>
    public static (string Path, bool IsUnchecked) Find(string source, PretrainedOptions options, CancellationToken cancellation)
    {
        if (options.Sha256 is { } given && (given.Length > Sha256Digits || !given.All(char.IsAsciiHexDigit)))
            throw new ArgumentException($"'{given}' is not a SHA-256: it has up to {Sha256Digits} hexadecimal digits.", nameof(options));
        if (File.Exists(source))
        {
            Check(source, options.Sha256 ?? "");
            return (source, false);
        }

        var address = AddressOf(source, options);
        var name = Path.GetFileName(Uri.UnescapeDataString(address.AbsolutePath));
        if (name is "" or "." or ".." || name.AsSpan().ContainsAny(Path.GetInvalidFileNameChars()))
            throw new ArgumentException($"The address '{address}' names no file.", nameof(source));
        var digits = options.Sha256 ?? Digits().Match(name).Groups["digits"].Value;
        // Without digits a name alone does not tell one file from another.
        var path = Path.Combine(options.Folder ?? DefaultFolder(), digits.Length == 0 ? FolderOf(address) : "", name);
        if (!File.Exists(path) || !HasDigits(path, digits))
            new Download(address, path, digits, options.Progress).Run(cancellation);
        return (path, digits.Length == 0);
    }

    /// <summary>PyTorch's folder of downloads.</summary>
    public static string DefaultFolder()
    {
        var user = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var home = Variable("TORCH_HOME") ?? Path.Combine(Variable("XDG_CACHE_HOME") ?? Path.Combine(user, ".cache"), "torch");
        return Path.Combine(home == "~" || home.StartsWith("~/", StringComparison.Ordinal) ? user + home[1..] : home, "hub", "checkpoints");

        static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
    }

    /// <summary>Throws where a file's SHA-256 does not begin with some digits.</summary>
    /// <param name="path">The file.</param>
    /// <param name="digits">The digits.</param>
    /// <param name="from">Where it was downloaded from, if it was.</param>
    public static void Check(string path, string digits, Uri? from = null)
    {
        if (!HasDigits(path, digits))
        {
            var remedy = from is null
                ? ""
                : $"; if {digits} is no SHA-256, set {nameof(PretrainedOptions.Sha256)} to the file's or to \"\"";
            throw new WeightFileException(
                from?.ToString() ?? path, $"the file is damaged or another one: its SHA-256 does not begin with {digits}{remedy}");
        }
    }

    /// <summary>Whether a file's SHA-256 begins with some digits.</summary>
    public static bool HasDigits(string path, string digits)
    {
        if (digits.Length == 0)
            return true;
        using var stream = File.OpenRead(path);
        return HasDigits(stream, digits);
    }

    /// <summary>Whether the SHA-256 of a whole stream begins with some digits.</summary>
    public static bool HasDigits(Stream stream, string digits)
    {
        stream.Position = 0;
        return Convert.ToHexString(SHA256.HashData(stream)).StartsWith(digits, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A folder for the downloads of one address.</summary>
    private static string FolderOf(Uri address) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.AbsoluteUri)))[..FolderDigits];

    private static Uri AddressOf(string source, PretrainedOptions options)
    {
        if (Uri.TryCreate(source, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            return address;
        if (Digits().IsMatch(source) && Path.GetFileName(source) == source)
            return new Uri(options.BaseAddress.OriginalString.TrimEnd('/') + "/" + Uri.EscapeDataString(source));
        throw new FileNotFoundException(
            $"There is no file '{source}', and it is neither an address, which begins with https://, nor the name of a published file, "
                + "which has the first digits of its SHA-256: alexnet-owt-7be5be79.pth.",
            source);
    }

    [GeneratedRegex(@"-(?<digits>[0-9a-f]{8,64})(\.\w+)+$", RegexOptions.ExplicitCapture)]
    private static partial Regex Digits();
}
