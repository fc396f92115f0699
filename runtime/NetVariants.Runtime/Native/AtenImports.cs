using System.Runtime.InteropServices;

namespace NetVariants.Native;

/// <summary>
/// Functions of libtorch's C interface (<c>torch/csrc/stable/c/shim.h</c>, <c>torch/csrc/inductor/aoti_torch/c/shim.h</c>): each returns 0,
/// or 1 after writing the reason to the standard error.
/// </summary>
internal static partial class AtenImports
{
    /// <summary>The dispatcher is in this library in CUDA's builds too.</summary>
    public const string Library = "torch_cpu";

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int torch_call_dispatcher(string name, string overload, ref ulong stack, ulong builtFor);

    [LibraryImport(Library)]
    public static partial int aoti_torch_new_tensor_handle(nint tensor, out nint copy);

    [LibraryImport(Library)]
    public static partial int torch_new_list_reserve_size(nuint size, out nint list);

    [LibraryImport(Library)]
    public static partial int torch_list_push_back(nint list, ulong element);
}
