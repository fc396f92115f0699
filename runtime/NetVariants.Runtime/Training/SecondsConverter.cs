using System;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NetVariants.Training;

/// <summary>Writes times as numbers of seconds.</summary>
internal sealed class SecondsConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return TimeSpan.FromSeconds(reader.GetDouble());
        }
        catch (Exception error) when (error is OverflowException or ArgumentException or InvalidOperationException or FormatException)
        {
            throw new JsonException("A time is not a number of seconds.", error);
        }
    }

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.TotalSeconds);
}
