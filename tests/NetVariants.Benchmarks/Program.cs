using System.CommandLine;
using NetVariants.Benchmarks;
using NetVariants.Benchmarks.Speed;

// dotnet run --configuration Release --project tests/NetVariants.Benchmarks -- speed
var command = new RootCommand("Measures NetVariants on this machine. Times mean something in the Release configuration and on an idle "
    + "machine only.")
{
    SpeedCommand.Command(),
    MemoryComparison.Command(),
    TrainingMemory.Command(),
    Recompute.Command(),
    BusyCores.Command(),
    WeightLoad.Command(),
    ImageLoading.Command(),
    OnnxLatency.Command(),
    OnnxInt8.Command(),
    Generation.Command(),
};
return command.Parse(args).Invoke();
