using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Invocation;
using System.Linq;
using NetVariants;
using NetVariants.Samples.Imagenette;

var networks = new Option<string>("--networks")
{
    Description = "The networks to list, separated by commas.",
    DefaultValueFactory = _ => string.Join(",", Networks.All.Select(info => info.Name)),
    HelpName = "a,b,c",
};
networks.Validators.Add(result =>
{
    foreach (var name in Names(result.GetValueOrDefault<string>()).Except(Networks.All.Select(info => info.Name)))
        result.AddError($"--networks: there is no network '{name}'. Choose from {string.Join(',', Networks.All.Select(info => info.Name))}.");
});
var command = new RootCommand("Lists the article's nine networks with the counts that their declarations imply.") { networks };
command.SetAction(arguments =>
{
    var names = Names(arguments.GetValue(networks)!).ToHashSet();
    Print(Networks.All.Where(info => names.Contains(info.Name)));
});
var parsed = command.Parse(args);
if (parsed.Action is ParseErrorAction errors)
    errors.ShowHelp = false;
return parsed.Invoke();

static IEnumerable<string> Names(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

static void Print(IEnumerable<VariantInfo> networks)
{
    Console.WriteLine($"{"network",-12} {"family",-8} {"layers",6} {"parameters",12} {"state (MiB)",11} {"GMACs",6}");
    foreach (var info in networks)
    {
        var (mebibytes, billions) = (info.StateBytes / (double)(1 << 20), info.Macs / 1e9);
        Console.WriteLine($"{info.Name,-12} {info.Family,-8} {info.LayerCount,6} {info.ParameterCount,12:N0} {mebibytes,11:F2} {billions,6:F3}");
    }
}
