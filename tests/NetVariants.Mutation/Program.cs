using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NetVariants.Mutation;
using NetVariants.Tests;

// dotnet run --configuration Release --project tests/NetVariants.Mutation
var only = new Option<string[]>("--only") { Description = "Only the changes whose file or member contains this, or one of these.", DefaultValueFactory = _ => [""] };
var workers = new Option<int>("--workers") { Description = "The processes that try mutants.", DefaultValueFactory = _ => Environment.ProcessorCount };
var worker = new Command(Worker.Verb, "Tries the mutants that it is sent; the program starts it itself.") { Hidden = true };
var command = new RootCommand(
    "Changes the parsers, the lowering, shape inference and counting of NetVariants.Core, one place at a time, and runs its tests: each change that no "
    + $"test notices must be explained in {Survivors.Path}.")
{
    only, workers, worker,
};
var sources = new Argument<string>("sources") { Description = "The folder of the sources." };
worker.Arguments.Add(sources);
worker.SetAction((result, _) => Worker.Serve(result.GetValue(sources)!));
command.SetAction((result, cancellation) => Run(result.GetValue(only)!, result.GetValue(workers), cancellation));
return await command.Parse(args).InvokeAsync();

static async Task<int> Run(string[] only, int workers, CancellationToken cancellation)
{
    const double RequiredShare = 0.9;
    // A copy: an edit meanwhile would move the places.
    using var copy = new TemporaryFolder();
    CopySources(copy.Path);
    var compiler = new MutantCompiler(copy.Path);
    var mutations = compiler.Find();
    var chosen = Enumerable.Range(0, mutations.Count)
        .Where(index => Array.Exists(only, part => $"{mutations[index].File} {mutations[index].Member}".Contains(part, StringComparison.Ordinal)));
    var queue = new ConcurrentQueue<int>(chosen);
    var total = queue.Count;
    var order = TestSuite.Calibrate(compiler.Original());
    Console.WriteLine($"{total} changes, {order.Length} tests, {workers} processes");

    var started = Stopwatch.StartNew();
    var verdicts = new ConcurrentDictionary<int, Verdict>();
    await using (new Timer(_ => Console.WriteLine($"{started.Elapsed:mm\\:ss}  {verdicts.Count} of {total}"), null, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30)))
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(Work, cancellation)));
    RemoveReceivedSnapshots();
    // Tests that an edit meanwhile makes fail would have killed everything.
    TestSuite.Calibrate(compiler.Original());

    var tried = verdicts.Where(pair => pair.Value.Outcome != Outcome.Invalid).Select(pair => (Mutation: mutations[pair.Key], pair.Value.Outcome)).ToList();
    Console.WriteLine();
    foreach (var file in tried.GroupBy(pair => pair.Mutation.File).OrderBy(file => file.Key, StringComparer.Ordinal))
        Console.WriteLine(Summary(file.Key, file.Select(pair => pair.Outcome)));
    Console.WriteLine(Summary("all", tried.Select(pair => pair.Outcome)));

    var survivors = Survivors.Read();
    var survived = tried.Where(pair => pair.Outcome == Outcome.Survived).Select(pair => pair.Mutation).ToList();
    var unexplained = survived.Where(mutation => !survivors.Explains(mutation)).OrderBy(mutation => mutation.File, StringComparer.Ordinal).ThenBy(mutation => mutation.Line).ToList();
    Console.WriteLine($"{survived.Count} survived, {unexplained.Count} of them without a reason in {Survivors.Path}; {verdicts.Count - tried.Count} do not compile");
    foreach (var mutation in unexplained)
        Console.WriteLine($"  {mutation.File}:{mutation.Line}\n- {mutation.Key}");
    if (verdicts.Count == mutations.Count)
    {
        foreach (var key in survivors.Keys.Except(survived.Select(mutation => mutation.Key)))
            Console.WriteLine($"No longer a survivor:\n- {key}");
    }

    return unexplained.Count == 0 && survived.Count <= (1 - RequiredShare) * tried.Count ? 0 : 1;

    async Task Work()
    {
        using var process = new Worker(copy.Path, order);
        while (!cancellation.IsCancellationRequested && queue.TryDequeue(out var index))
        {
            verdicts[index] = await process.Try(index);
            if (verdicts[index].Outcome is Outcome.Survived or Outcome.TimedOut)
                Console.WriteLine($"{verdicts[index].Outcome}: {mutations[index].File}:{mutations[index].Line}\n- {mutations[index].Key}");
        }
    }
}

static void CopySources(string folder)
{
    var core = Repository.PathOf("generators/NetVariants.Core");
    foreach (var file in Directory.EnumerateFiles(core, "*.cs", SearchOption.AllDirectories))
    {
        var copy = Path.Combine(folder, Path.GetRelativePath(core, file));
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        File.Copy(file, copy);
    }
}

static string Summary(string name, IEnumerable<Outcome> outcomes)
{
    var counts = outcomes.CountBy(outcome => outcome).ToDictionary();
    var survived = counts.GetValueOrDefault(Outcome.Survived);
    var all = counts.Values.Sum();
    return $"{name,-40} {all,5} changes, {all - survived,5} killed ({counts.GetValueOrDefault(Outcome.TimedOut)} by time), {survived,4} survived: {(double)(all - survived) / all:P1}";
}

// A mutant's text is no text to be accepted.
static void RemoveReceivedSnapshots()
{
    foreach (var file in Directory.EnumerateFiles(Repository.PathOf("tests/NetVariants.Core.Tests"), "*.received.txt", SearchOption.AllDirectories))
        File.Delete(file);
}
