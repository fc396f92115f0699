using Xunit;

// Dispose scopes' statistics, seeds and thread counts belong to the process: one test at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
