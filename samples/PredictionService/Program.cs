using System;
using System.CommandLine;
using System.IO;
using System.Net.Sockets;
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
    Description = "The ONNX file, with its classes, normalization and evaluation transform.",
    HelpName = "FILE",
    Required = true
};
Option<string> urls = new("--urls") { Description = "Where to listen.", DefaultValueFactory = _ => "http://0.0.0.0:8080" };
var parallel = Whole("--parallel", "Images computed at the same time, each on one thread.", Environment.ProcessorCount, 1, most: 1000);
var waiting = Whole("--waiting", "Images that may wait; further ones are answered 503.", 64, least: 0, most: 100_000);
var megabytes = Whole("--max-megabytes", "The largest request.", 10, least: 1, most: 1000);
RootCommand command = new("Answers what images show, by an exported network.") { model, urls, parallel, waiting, megabytes };
command.SetAction(arguments =>
{
    try
    {
        using var classifier = OnnxClassifier.Open(arguments.GetRequiredValue(model), new OnnxClassifierOptions { Threads = 1 });
        using Predictor predictor = new(classifier, arguments.GetValue(parallel), arguments.GetValue(waiting));
        Serve(classifier, predictor, arguments.GetRequiredValue(urls), arguments.GetValue(megabytes) * 1_000_000L);
        return 0;
    }
    catch (Exception error)
        when (error is IOException or ArgumentException or FormatException or InvalidOperationException or SocketException)
    {
        Console.Error.WriteLine(error.Message);
        return 1;
    }
});
return command.Parse(args).Invoke();

static void Serve(OnnxClassifier classifier, Predictor predictor, string urls, long maxBytes)
{
    var builder = WebApplication.CreateSlimBuilder();
    builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
    builder.WebHost.UseUrls(urls).ConfigureKestrel(server =>
    {
        server.Limits.MaxRequestBodySize = maxBytes;
        server.Limits.MaxConcurrentConnections = 1000;
    });
    // What is being computed is answered.
    builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));

    using var service = builder.Build();
    service.MapPost("/predict", (HttpRequest request) => predictor.Answer(request));
    service.MapGet("/health", () => Results.Ok(new { status = "ok", network = classifier.Declaration }));
    service.MapGet("/metrics", () => Results.Text(predictor.Metrics, "text/plain; version=0.0.4"));
    service.Run();
}

static Option<int> Whole(string name, string description, int usual, int least, int most)
{
    Option<int> option = new(name) { Description = description, DefaultValueFactory = _ => usual };
    option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() is var value && (value < least || value > most))
            result.AddError($"{name} {value}: expected a whole number from {least} to {most}.");
    });
    return option;
}
