using System;
using System.Diagnostics;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;

namespace NetVariants.Mutation;

/// <summary>
/// A process that tries mutants, one for each line that it reads: a mutant may loop or take all memory, and with it only its process is lost.
/// </summary>
internal sealed class Worker : IDisposable
{
    /// <summary>The command line's word for a worker.</summary>
    public const string Verb = "worker";

    private const string Ready = "ready";

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    // What mutants leave behind is not all collected.
    private const int MutantsOfAProcess = 150;

    private readonly string _sources;
    private readonly string _order;
    private Process? _process;
    private int _tried;

    /// <summary>A worker, which starts with its first mutant.</summary>
    /// <param name="sources">The folder of the sources.</param>
    /// <param name="order">The tests, the fastest first.</param>
    public Worker(string sources, string[] order)
    {
        _sources = sources;
        _order = JsonSerializer.Serialize(order);
    }

    /// <summary>What a worker's process does: answers each line until there are no more.</summary>
    public static async Task Serve(string sources)
    {
        // What tests print is no answer.
        var answers = Console.Out;
        Console.SetOut(TextWriter.Null);
        var compiler = new MutantCompiler(sources);
        var mutations = compiler.Find();
        var tests = new TestSuite(JsonSerializer.Deserialize<string[]>((await Console.In.ReadLineAsync())!)!);
        await Answer(Ready);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var mutation = mutations[JsonSerializer.Deserialize<int>(line)];
            var verdict = compiler.Mutant(mutation) is not { } image ? new Verdict(Outcome.Invalid)
                : tests.FirstFailure(image) is { } test ? new Verdict(Outcome.Killed, test)
                : new Verdict(Outcome.Survived);
            await Answer(JsonSerializer.Serialize(verdict));
        }

        async Task Answer(string answer)
        {
            await answers.WriteLineAsync(answer);
            await answers.FlushAsync();
        }
    }

    /// <summary>Tries a mutant.</summary>
    /// <exception cref="InvalidOperationException">The process does not start, which says nothing of a mutant.</exception>
    public async Task<Verdict> Try(int index)
    {
        if (++_tried % MutantsOfAProcess == 0)
            Dispose();
        _process ??= await Start();
        try
        {
            await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(index));
            if (await _process.StandardOutput.ReadLineAsync().WaitAsync(s_limit) is { } answer)
                return JsonSerializer.Deserialize<Verdict>(answer)!;
        }
        catch (Exception e) when (e is TimeoutException or IOException)
        {
            // The next mutant gets a new process.
        }

        Dispose();
        return new Verdict(Outcome.TimedOut);
    }

    public void Dispose()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.Dispose();
        _process = null;
    }

    private async Task<Process> Start()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [typeof(Worker).Assembly.Location, Verb, _sources])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (!Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal))
            start.ArgumentList.RemoveAt(0);
        start.Environment["DOTNET_GCHeapHardLimit"] = "0xC0000000";
        start.Environment["DOTNET_gcServer"] = "0";
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        await process.StandardInput.WriteLineAsync(_order);
        return await process.StandardOutput.ReadLineAsync() == Ready
            ? process
            : throw new InvalidOperationException($"a worker ended before its first mutant; '{Verb} {_sources}' shows why");
    }
}
