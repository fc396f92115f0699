using System;
using NetVariants.Data.Codecs;

namespace NetVariants.Data;

/// <summary>
/// Random changes of brightness, contrast, saturation and hue, in random order, with PIL's arithmetic (torchvision's <c>ColorJitter</c>):
/// each factor is drawn from 1 − x to 1 + x, the hue's shift from −x to x of the colour circle.
/// </summary>
/// <param name="Brightness">0 or more.</param>
/// <param name="Contrast">0 or more.</param>
/// <param name="Saturation">0 or more.</param>
/// <param name="Hue">0 to 0.5.</param>
public sealed record ColorJitter(double Brightness = 0, double Contrast = 0, double Saturation = 0, double Hue = 0)
{
    /// <summary>Changes pixels <c>[N, 3]</c> in place.</summary>
    internal void Apply(Span<byte> pixels, ref RandomStream random)
    {
        foreach (var change in random.Permutation(4))
        {
            switch (change)
            {
                case 0 when Brightness > 0:
                    Brighten(pixels, Factor(Brightness, ref random));
                    break;
                case 1 when Contrast > 0:
                    Sharpen(pixels, Factor(Contrast, ref random));
                    break;
                case 2 when Saturation > 0:
                    Saturate(pixels, Factor(Saturation, ref random));
                    break;
                case 3 when Hue > 0:
                    ShiftHue(pixels, random.Between(-Hue, Hue));
                    break;
            }
        }
    }

    internal static void Brighten(Span<byte> pixels, double factor)
    {
        foreach (ref var value in pixels)
            value = Blend(0, value, factor);
    }

    /// <summary>Away from the mean of the grey image.</summary>
    internal static void Sharpen(Span<byte> pixels, double factor)
    {
        long sum = 0;
        for (var i = 0; i < pixels.Length; i += 3)
            sum += Luminance.Of(pixels[i], pixels[i + 1], pixels[i + 2]);
        var mean = (int)(((double)sum / (pixels.Length / 3)) + 0.5);
        foreach (ref var value in pixels)
            value = Blend(mean, value, factor);
    }

    /// <summary>Away from the grey image.</summary>
    internal static void Saturate(Span<byte> pixels, double factor)
    {
        for (var i = 0; i < pixels.Length; i += 3)
        {
            int grey = Luminance.Of(pixels[i], pixels[i + 1], pixels[i + 2]);
            for (var c = 0; c < 3; c++)
                pixels[i + c] = Blend(grey, pixels[i + c], factor);
        }
    }

    /// <summary>Round the colour circle, by a share of it.</summary>
    internal static void ShiftHue(Span<byte> pixels, double shift)
    {
        var step = unchecked((byte)(int)(shift * 255));
        for (var i = 0; i < pixels.Length; i += 3)
        {
            var (hue, saturation, value) = ToHsv(pixels[i], pixels[i + 1], pixels[i + 2]);
            (pixels[i], pixels[i + 1], pixels[i + 2]) = ToRgb(unchecked((byte)(hue + step)), saturation, value);
        }
    }

    private static double Factor(double range, ref RandomStream random) => random.Between(Math.Max(0, 1 - range), 1 + range);

    private static byte Blend(int from, int to, double factor) => (byte)Math.Clamp((float)from + ((float)factor * (to - from)), 0, 255);

    private static (byte Hue, byte Saturation, byte Value) ToHsv(byte red, byte green, byte blue)
    {
        byte most = Math.Max(red, Math.Max(green, blue)), least = Math.Min(red, Math.Min(green, blue));
        if (most == least)
            return (0, 0, most);
        float range = most - least;
        float r = (most - red) / range, g = (most - green) / range, b = (most - blue) / range;
        var hue = red == most ? b - g : green == most ? 2 + r - b : 4 + g - r;
        hue = (float)(((hue / 6.0) + 1.0) % 1.0);
        return ((byte)Math.Clamp((int)(hue * 255.0), 0, 255), (byte)Math.Clamp((int)(range / most * 255.0), 0, 255), most);
    }

    private static (byte Red, byte Green, byte Blue) ToRgb(byte hue, byte saturation, byte value)
    {
        if (saturation == 0)
            return (value, value, value);
        double place = hue * 6.0 / 255.0, strength = saturation / 255.0;
        var sector = (int)Math.Floor(place);
        var rest = place - sector;
        byte p = Round(value * (1.0 - strength)), q = Round(
            value * (1.0 - (strength * rest))), t = Round(value * (1.0 - (strength * (1.0 - rest))));
        return (sector % 6) switch
        {
            0 => (value, t, p),
            1 => (q, value, p),
            2 => (p, value, t),
            3 => (p, q, value),
            4 => (t, p, value),
            _ => (value, p, q),
        };

        static byte Round(double value) => (byte)Math.Clamp((int)Math.Round(value, MidpointRounding.AwayFromZero), 0, 255);
    }
}
