using System;
using System.IO;
using NetVariants.Tests;
using NetVariants.Training;
using Xunit;

namespace NetVariants.Runtime.Tests.Training;

/// <summary>Files as Linux shows them, with numbers of our own.</summary>
public sealed class FreeMemoryTests : IDisposable
{
    private const long Gibi = 1L << 30;

    private readonly TemporaryFolder _root = new();

    public FreeMemoryTests() =>
        Write("proc/meminfo", "MemTotal:       16777216 kB\nMemFree:         1048576 kB\nMemAvailable:    8388608 kB\n");

    public void Dispose() => _root.Dispose();

    [Fact]
    public void A_machine_without_limits_gives_what_is_available() => Assert.Equal(8 * Gibi, FreeMemory.ReadLinux(_root.Path));

    [Theory]
    [InlineData("4294967296", "max", 3)]
    [InlineData("max", "4294967296", 3)]
    [InlineData("max", "max", 8)]
    [InlineData("17179869184", "max", 8)]
    public void A_control_group_leaves_its_limit_less_its_use(string max, string high, long gibibytes)
    {
        Group("0::/service", "sys/fs/cgroup/service", max, high, used: 2 * Gibi, inactive: Gibi);

        Assert.Equal(gibibytes * Gibi, FreeMemory.ReadLinux(_root.Path));
    }

    [Fact]
    public void The_limit_of_a_group_around_it_counts()
    {
        Group("0::/outer/inner", "sys/fs/cgroup/outer/inner", "max", "max", used: Gibi, inactive: 0);
        Group("0::/outer/inner", "sys/fs/cgroup/outer", $"{5 * Gibi}", "max", used: 3 * Gibi, inactive: 0);

        Assert.Equal(2 * Gibi, FreeMemory.ReadLinux(_root.Path));
    }

    [Fact]
    public void A_container_sees_its_own_group_as_the_root()
    {
        Group("0::/docker/4f2a", "sys/fs/cgroup", $"{3 * Gibi}", "max", used: Gibi, inactive: 0);

        Assert.Equal(2 * Gibi, FreeMemory.ReadLinux(_root.Path));
    }

    [Theory]
    [InlineData("4294967296", 3)]
    [InlineData("9223372036854771712", 8)]
    public void Groups_of_the_first_version_count(string limit, long gibibytes)
    {
        Write("proc/self/cgroup", "9:name=systemd:/\n4:cpu,memory:/job\n0::/\n");
        const string Folder = "sys/fs/cgroup/memory/job/";
        Write(Folder + "memory.limit_in_bytes", limit + "\n");
        Write(Folder + "memory.usage_in_bytes", $"{2 * Gibi}\n");
        Write(Folder + "memory.stat", $"inactive_file 1\ntotal_inactive_file {Gibi}\n");

        Assert.Equal(gibibytes * Gibi, FreeMemory.ReadLinux(_root.Path));
    }

    [Theory]
    [InlineData("unlimited", "unlimited", 8)]
    [InlineData("3221225472", "unlimited", 2)]
    [InlineData("unlimited", "3221225472", 1)]
    [InlineData("1048576", "unlimited", 0)]
    public void Limits_of_the_process_count(string space, string data, long gibibytes)
    {
        Write("proc/self/limits", $"Max data size      {data}   unlimited   bytes\nMax address space  {space}   unlimited   bytes\n");
        Write("proc/self/status", "VmSize:\t 1048576 kB\nVmData:\t 2097152 kB\n");

        Assert.Equal(gibibytes * Gibi, FreeMemory.ReadLinux(_root.Path));
    }

    [Fact]
    public void The_free_memory_of_this_machine_is_found() => Assert.True(FreeMemory.Bytes() > 0);

    private void Group(string line, string folder, string max, string high, long used, long inactive)
    {
        Write("proc/self/cgroup", line + "\n");
        Write(folder + "/memory.max", max + "\n");
        Write(folder + "/memory.high", high + "\n");
        Write(folder + "/memory.current", $"{used}\n");
        Write(folder + "/memory.stat", $"anon 5\ninactive_file {inactive}\n");
    }

    private void Write(string file, string text)
    {
        var path = _root.File(file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
