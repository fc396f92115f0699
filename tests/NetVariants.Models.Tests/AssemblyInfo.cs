using Xunit;

// Large networks one after another: memory is for one of them.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
