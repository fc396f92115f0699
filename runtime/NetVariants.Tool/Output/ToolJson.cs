using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NetVariants.Tool.Diagnosis;

namespace NetVariants.Tool.Output;

/// <summary>JSON in camelCase, without reflection: this is quicker than text is read.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(DescribeJson))]
[JsonSerializable(typeof(DifferenceJson))]
[JsonSerializable(typeof(DrawingJson))]
[JsonSerializable(typeof(ExportJson))]
[JsonSerializable(typeof(FindingsJson))]
[JsonSerializable(typeof(ListJson))]
[JsonSerializable(typeof(PredictionsJson))]
[JsonSerializable(typeof(ReportJson))]
[JsonSerializable(typeof(DoctorReport))]
internal sealed partial class ToolJson : JsonSerializerContext
{
    private static readonly ToolJson s_readable = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        // Multiplication signs and quotes as they are: nothing of it is put into a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>Writes a value, with a line break behind it.</summary>
    public static void Write<T>(TextWriter writer, T value) =>
        writer.WriteLine(JsonSerializer.Serialize(value, (JsonTypeInfo<T>)s_readable.GetTypeInfo(typeof(T))!));
}
