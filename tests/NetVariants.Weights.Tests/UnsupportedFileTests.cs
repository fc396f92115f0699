using System;
using System.IO;
using System.IO.Compression;
using System.Text;
using NetVariants.Tests;
using Xunit;

namespace NetVariants.Weights.Tests;

/// <summary>Files that are not weight files, or whose weights are inside another: the message says what they are, and what helps.</summary>
public sealed class UnsupportedFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "run git lfs pull")]
    [InlineData("<!DOCTYPE html>", "a web page or XML, '<!DOCTYPE html>'")]
    [InlineData("\n\n  <html>", "a web page or XML")]
    [InlineData("\u00ef\u00bb\u00bf<html>", "a web page or XML")]
    [InlineData("<?xml version=\"1.0\"?>\n<Error><Code>AccessDenied</Code></Error>", "AccessDenied")]
    [InlineData("Entry not found", "a text file, 'Entry not found'")]
    [InlineData("{\"weight_map\": {}}", "it is JSON")]
    [InlineData(" \n ", "only whitespace")]
    [InlineData("\u001f\u008b\u0008\0", "with gzip")]
    [InlineData("BZh91AY", "with bzip2")]
    [InlineData("\u00fd7zXZ\0", "with xz")]
    [InlineData("(\u00b5/\u00fd", "with zstd")]
    [InlineData("7z\u00bc\u00af'\u001c", "7z archive")]
    [InlineData("Rar!\u001a\u0007", "RAR archive")]
    [InlineData("PK\u0005\u0006\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "empty zip archive")]
    [InlineData("\u0093NUMPY\u0001\0", "NumPy array (.npy)")]
    [InlineData("\u0089HDF\r\n\u001a\n", "HDF5 file")]
    [InlineData("GGUF\u0003\0\0\0", "GGUF")]
    [InlineData("\u001c\0\0\0TFL3\0", "TensorFlow Lite")]
    [InlineData("\u0008\u0007\u0012\u0007pytorch\u001a\u0005", "ONNX")]
    [InlineData("\u0089PNG\r\n\u001a\n", "PNG image")]
    [InlineData("\u0080\u0004\u0095\u0010\0\0\0\0\0\0\0}.", "a pickle that torch.save did not write")]
    [InlineData("\u00a1\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u0009\u000b", "not a weight file, or it is truncated")]
    public void Files_of_other_formats_are_named_by_their_content(string content, string kind) =>
        AssertNamed(Encoding.Latin1.GetBytes(content), kind);

    [Theory]
    [InlineData("sys_info", "PyTorch's tar format from before PyTorch 0.1.10")]
    [InlineData("./storages", "PyTorch's tar format from before PyTorch 0.1.10")]
    [InlineData("data/images.bin", "a tar archive, whose first member is 'data/images.bin'")]
    public void A_tar_archive_is_named_by_its_first_member(string member, string kind)
    {
        var header = new byte[1024];
        Encoding.ASCII.GetBytes(member, header);
        "ustar"u8.CopyTo(header.AsSpan(257));

        AssertNamed(header, kind);
    }

    [Theory]
    [InlineData(new[] { "arr_0.npy", "arr_1.npy" }, "NumPy arrays (.npz)")]
    [InlineData(new[] { "README.md", "nets/resnet18.pth" }, "contains 'nets/resnet18.pth': unzip it")]
    [InlineData(new[] { "config.json", "model.weights.h5" }, "a Keras file")]
    [InlineData(new[] { "a.txt" }, "without PyTorch's data.pkl; its first member is 'a.txt'")]
    public void A_zip_archive_is_named_by_its_members(string[] members, string kind)
    {
        using var content = new MemoryStream();
        using (var archive = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var member in members)
                archive.CreateEntry(member);
        }

        AssertNamed(content.ToArray(), kind);
    }

    private void AssertNamed(byte[] content, string kind)
    {
        var path = _folder.File("file.pth");
        File.WriteAllBytes(path, content);

        var message = Assert.Throws<WeightFileException>(() => WeightFile.Open(path)).Message;

        Assert.StartsWith($"'{path}': ", message, StringComparison.Ordinal);
        Assert.Contains(kind, message, StringComparison.Ordinal);
    }
}
