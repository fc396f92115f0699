using System;
using System.CommandLine;
using System.IO;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NetVariants.Onnx;
using NetVariants.Samples.PredictionService;

// An image in, the five most probable classes out: curl --data-binary @cat.jpg http://localhost:8080/predict
Option<string> model = new("--model")
{
    Description = "The ONNX file, with its classes, normalisation and evaluation transform.",
    HelpName = "FILE",
    Required = true
};
Option<string> urls = new("--urls") { Description = "Where to listen.", DefaultValueFactory = _ => "http://0.0.0.0:8080" };
Option<int> parallel = new("--parallel")
{
    Description = "Images computed at the same time, each on one thread.",
    DefaultValueFactory = _ => Environment.ProcessorCount
};
Option<int> waiting = new("--waiting")
{
    Description = "Images that may wait; further ones are answered 503.",
    DefaultValueFactory = _ =>
    64
};
Option<int> megabytes = new("--max-megabytes") { Description = "The largest request.", DefaultValueFactory = _ => 10 };
RootCommand command = new("Answers what images show, by an exported network.") { model, urls, parallel, waiting, megabytes };
command.SetAction(arguments =>
{
    OnnxClassifier classifier;
    try
    {
        classifier = OnnxClassifier.Open(arguments.GetRequiredValue(model), new OnnxClassifierOptions { Threads = 1 });
    }
    catch (Exception error) when (error is IOException or ArgumentException)
    {
        Console.Error.WriteLine($"--model: {error.Message}");
        return 1;
    }

    var builder = WebApplication.CreateSlimBuilder();
    builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
    builder.WebHost.UseUrls(arguments.GetRequiredValue(urls)).ConfigureKestrel(server =>
    {
        server.Limits.MaxRequestBodySize = arguments.GetValue(megabytes) * 1_000_000L;
        server.Limits.MaxConcurrentConnections = 1000;
    });
    builder.Services.AddSingleton(classifier)
        .AddSingleton(new Predictor(classifier, arguments.GetValue(parallel), arguments.GetValue(waiting)));
    // What is being computed is answered.
    builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));

    var service = builder.Build();
    service.MapPost("/predict", (HttpRequest request, Predictor predictor) => predictor.Answer(request));
    service.MapGet("/health", () => Results.Ok(new { status = "ok", network = classifier.Declaration }));
    service.MapGet("/metrics", (Predictor predictor) => Results.Text(predictor.Metrics, "text/plain; version=0.0.4"));
    service.Run();
    return 0;
});
return command.Parse(args).Invoke();
