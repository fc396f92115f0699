using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using System.Threading;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace NetVariants.Mutation;

/// <summary>Runs the tests of NetVariants.Core on an image of it, those that failed lately first, up to the first that fails.</summary>
internal sealed class TestSuite
{
    // The random declarations take a minute, which the survivors alone would make into hours; PeerTests tries the same declarations on PyTorch.
    private const string LeftOut = "FuzzTests";

    private static readonly string s_tests = typeof(Core.Tests.PublicApiTests).Assembly.Location;

    private readonly List<string> _order;

    /// <summary>The tests.</summary>
    /// <param name="order">Their names, those first that are to be run first.</param>
    public TestSuite(string[] order) => _order = [.. order];

    /// <summary>Runs all tests on a sound image.</summary>
    /// <returns>Their names, the fastest first.</returns>
    /// <exception cref="InvalidOperationException">A test fails.</exception>
    public static string[] Calibrate(byte[] image)
    {
        var times = new List<(string Name, TimeSpan Time)>();
        var context = new MutantContext(image);
        foreach (var test in Discover(context))
        {
            var watch = Stopwatch.StartNew();
            if (Failure(test) is { } failure)
                throw new InvalidOperationException($"{test.DisplayName} fails without any change, so that nothing can be learnt from it: {failure}");
            times.Add((test.DisplayName, watch.Elapsed));
        }

        context.Unload();
        return [.. times.OrderBy(test => test.Time).Select(test => test.Name)];
    }

    /// <summary>The first test that fails on an image; null where all pass.</summary>
    public string? FirstFailure(byte[] image)
    {
        var context = new MutantContext(image);
        var tests = Discover(context).ToDictionary(test => test.DisplayName);
        var failed = _order.Find(name => Failure(tests[name]) is not null);
        context.Unload();
        if (failed is not null)
        {
            _order.Remove(failed);
            _order.Insert(0, failed);
        }

        return failed;
    }

    private static List<IXunitTestCase> Discover(MutantContext context)
    {
        using var discovery = new DiscoverySink();
        var assembly = Reflector.Wrap(context.LoadFromAssemblyPath(s_tests));
        using var discoverer = new XunitTestFrameworkDiscoverer(assembly, new NoSources(), new NullMessageSink());
        discoverer.Find(includeSourceInformation: false, discovery, new Options());
        discovery.Completed.Wait();
        return [.. discovery.Tests.Where(test => !test.TestMethod.TestClass.Class.Name.EndsWith(LeftOut, StringComparison.Ordinal))];
    }

    /// <summary>Runs a test: why it failed, or null.</summary>
    private static string? Failure(IXunitTestCase test)
    {
        var failures = new FailureSink();
        using var runner = new XunitTestAssemblyRunner(
            test.TestMethod.TestClass.TestCollection.TestAssembly, [test], new NullMessageSink(), failures, new Options());
        return runner.RunAsync().GetAwaiter().GetResult().Failed == 0 ? null : failures.First ?? "no reason given";
    }

    /// <summary>The tests with the image in the place of NetVariants.Core; what else they need is shared.</summary>
    private sealed class MutantContext(byte[] image) : AssemblyLoadContext("mutant", isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName assemblyName) =>
            assemblyName.Name == "NetVariants.Core" ? LoadFromStream(new MemoryStream(image)) : null;
    }

    private sealed class FailureSink : LongLivedMarshalByRefObject, IMessageSink
    {
        public string? First { get; private set; }

        // To answer false ends a theory at its first row that fails.
        public bool OnMessage(IMessageSinkMessage message)
        {
            if (message is IFailureInformation failure)
                First ??= string.Join(Environment.NewLine, failure.Messages.Concat(failure.StackTraces));
            return First is null;
        }
    }

    private sealed class DiscoverySink : LongLivedMarshalByRefObject, IMessageSink, IDisposable
    {
        public ManualResetEventSlim Completed { get; } = new();

        public List<IXunitTestCase> Tests { get; } = [];

        public void Dispose() => Completed.Dispose();

        public bool OnMessage(IMessageSinkMessage message)
        {
            if (message is ITestCaseDiscoveryMessage { TestCase: IXunitTestCase test })
                Tests.Add(test);
            else if (message is IDiscoveryCompleteMessage)
                Completed.Set();
            return true;
        }
    }

    /// <summary>Where a test stands, which is not asked.</summary>
    private sealed class NoSources : LongLivedMarshalByRefObject, ISourceInformationProvider
    {
        public ISourceInformation GetSourceInformation(ITestCase testCase) => new SourceInformation();

        public void Dispose()
        {
        }
    }

    /// <summary>xunit's settings, which it sets itself where they are not.</summary>
    private sealed class Options : ITestFrameworkDiscoveryOptions, ITestFrameworkExecutionOptions
    {
        private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal)
        {
            ["xunit.discovery.PreEnumerateTheories"] = false,
            ["xunit.execution.DisableParallelization"] = true,
        };

        public TValue GetValue<TValue>(string name) => _values.TryGetValue(name, out var value) ? (TValue)value! : default!;

        public void SetValue<TValue>(string name, TValue value) => _values[name] = value;
    }
}
