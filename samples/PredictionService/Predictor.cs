using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading.RateLimiting;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using NetVariants.Data;
using NetVariants.Onnx;

namespace NetVariants.Samples.PredictionService;

/// <summary>Answers requests: reads the body, waits for a turn, decodes, computes.</summary>
internal sealed class Predictor : IDisposable
{
    private const int Guesses = 5;
    private const int MaxPixels = 25_000_000;

    private readonly OnnxClassifier _classifier;
    private readonly ImageFolderOptions _options;
    private readonly EvaluationTransform _transform;
    private readonly ConcurrencyLimiter _bodies, _turns;
    private readonly int _parallel;
    private readonly ServiceMetrics _metrics = new();

    /// <summary>Answers by a network.</summary>
    /// <param name="classifier">The network.</param>
    /// <param name="parallel">The images that are computed at the same time.</param>
    /// <param name="waiting">The images that may wait.</param>
    /// <exception cref="InvalidDataException">The network's file does not say how images become its input.</exception>
    /// <exception cref="InvalidOperationException">The network cannot answer.</exception>
    public Predictor(OnnxClassifier classifier, int parallel, int waiting)
    {
        (_classifier, _parallel) = (classifier, parallel);
        _transform = classifier.Evaluation ?? throw new InvalidDataException(
            "The network's file does not say how images become its input: export it with an Evaluation.");
        _options = new ImageFolderOptions
        {
            Normalization = classifier.Normalization,
            Grayscale = classifier.Normalization.Mean.Count == 1,
            MaxPixels = MaxPixels
        };
        // A body that is being received takes memory too: the rest is turned away at once.
        _bodies = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = 4 * (parallel + waiting), QueueLimit = 0 });
        _turns = new ConcurrencyLimiter(
            new ConcurrencyLimiterOptions
            {
                PermitLimit = parallel,
                QueueLimit = waiting,
                QueueProcessingOrder = QueueProcessingOrder.OldestFirst
            });
        // A network that cannot answer is found before there are requests.
        Predict(JpegFile.Encode([0], width: 1, height: 1));
    }

    /// <summary>What was answered, and what is being computed or waits, in the text format that Prometheus reads.</summary>
    public string Metrics
    {
        get
        {
            var turns = _turns.GetStatistics()!;
            return _metrics.ToText(("predict_running", _parallel - turns.CurrentAvailablePermits),
                ("predict_waiting", turns.CurrentQueuedCount), ("process_resident_memory_bytes", Environment.WorkingSet));
        }
    }

    /// <summary>The five most probable classes of the image in a request's body, or why there are none.</summary>
    public async Task<IResult> Answer(HttpRequest request)
    {
        var started = Stopwatch.GetTimestamp();
        var status = StatusCodes.Status500InternalServerError;
        try
        {
            (status, var answer) = await AnswerOf(request);
            return Results.Json(answer, statusCode: status);
        }
        finally
        {
            _metrics.Count(status, Stopwatch.GetElapsedTime(started));
        }
    }

    public void Dispose()
    {
        _bodies.Dispose();
        _turns.Dispose();
    }

    private async Task<(int Status, object Answer)> AnswerOf(HttpRequest request)
    {
        try
        {
            return await Predict(request);
        }
        catch (BadHttpRequestException error)
        {
            return (error.StatusCode, new { error = error.Message });
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // The client is gone: nobody reads this.
            return (StatusCodes.Status499ClientClosedRequest, new { error = error.Message });
        }
    }

    private async Task<(int Status, object Answer)> Predict(HttpRequest request)
    {
        using var body = _bodies.AttemptAcquire();
        if (!body.IsAcquired)
            return TooMany(request);
        // Before its turn: a slow sender holds nobody up. Kestrel ends bodies that are too large or too slow.
        using MemoryStream image = new();
        await request.Body.CopyToAsync(image, request.HttpContext.RequestAborted);
        using var turn = await _turns.AcquireAsync(1, request.HttpContext.RequestAborted);
        if (!turn.IsAcquired)
            return TooMany(request);

        try
        {
            return (StatusCodes.Status200OK, new { predictions = Predict(image.GetBuffer().AsMemory(0, (int)image.Length)) });
        }
        catch (ImageFileException error)
        {
            return (StatusCodes.Status400BadRequest, new { error = $"The body is not an image that can be read: {error.Reason}." });
        }
    }

    private IReadOnlyList<ClassProbability> Predict(ReadOnlyMemory<byte> image) =>
        _classifier.Classify(PixelBatch.Read(new EncodedImages([image], _transform, _options), 0), Guesses)[0];

    private static (int Status, object Answer) TooMany(HttpRequest request)
    {
        request.HttpContext.Response.Headers.RetryAfter = "1";
        return (StatusCodes.Status503ServiceUnavailable, new { error = "Too many images are waiting: try again later." });
    }
}
