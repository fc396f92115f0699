using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>The functions of native/: blittable arguments, handles as <see cref="nint"/>, truth as 0 and 1.</summary>
internal static unsafe partial class Bridge
{
    private const string Library = "netvariants_torch";

    static Bridge() => UseAllCores();

    [LibraryImport(Library, EntryPoint = "nv_error")]
    internal static partial nint Error();

    [LibraryImport(Library, EntryPoint = "nv_operator_find", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint OperatorFind(string name, string overload);

    [LibraryImport(Library, EntryPoint = "nv_operator_call")]
    internal static partial int OperatorCall(nint op, NativeValue* arguments, int count, NativeValue* results, int capacity);

    [LibraryImport(Library, EntryPoint = "nv_result_free")]
    internal static partial void ResultFree(NativeValue* value);
}
