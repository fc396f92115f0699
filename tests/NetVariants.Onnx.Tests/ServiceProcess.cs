using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading.Tasks;

namespace NetVariants.Onnx.Tests;

/// <summary>The prediction service as its users run it, on a free port of this machine.</summary>
internal sealed partial class ServiceProcess : IDisposable
{
    /// <summary>How long a test waits for the service before it fails.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly StringBuilder _errors = new();

    public ServiceProcess(string model, params string[] arguments)
    {
        // artifacts/bin/PROJECT/CONFIGURATION, for the tests as for the sample.
        DirectoryInfo configuration = new(AppContext.BaseDirectory);
        var program = Path.Combine(configuration.Parent!.Parent!.FullName, "PredictionService", configuration.Name,
            "PredictionService.dll");
        string[] urls = arguments.Contains("--urls") ? [] : ["--urls", "http://127.0.0.1:0"];
        string[] all = [program, "--model", model, .. urls, .. arguments];
        ProcessStartInfo start =
            new("dotnet", all) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        // Its memory is that of a service, whatever the tests run with.
        start.Environment.Remove("DOTNET_GCgen0size");
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => _errors.AppendLine(line.Data);
        _process.BeginErrorReadLine();
        const string Listening = "Now listening on: ";
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            if (!line.Contains(Listening, StringComparison.Ordinal))
                continue;
            Client = new HttpClient
            {
                BaseAddress = new Uri(
                line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..]),
                Timeout = Patience
            };
            // A pipe that nobody reads would stop the service.
            _ = _process.StandardOutput.ReadToEndAsync();
            return;
        }

        _process.WaitForExit();
        throw new InvalidOperationException($"The service did not start ({_process.ExitCode}): {_errors}");
    }

    public HttpClient Client { get; } = null!;

    /// <summary>Posts an image.</summary>
    public Task<HttpResponseMessage> Predict(byte[] image) => Client.PostAsync("/predict", new ByteArrayContent(image));

    /// <summary>A number of the service's metrics; 0 where it has not counted any.</summary>
    public async Task<double> Metric(string name)
    {
        var text = await Client.GetStringAsync("/metrics");
        string? line = text.Split('\n').FirstOrDefault(line => line.StartsWith(name + " ", StringComparison.Ordinal));
        return line is null ? 0 : double.Parse(line[(name.Length + 1)..], CultureInfo.InvariantCulture);
    }

    /// <summary>Asks the service to end as a system does, by SIGTERM.</summary>
    public void Terminate()
    {
        const int Signal = 15;
        Kill(_process.Id, Signal);
    }

    /// <summary>Whether the service takes connections.</summary>
    public bool Listens()
    {
        try
        {
            using TcpClient client = new(Client.BaseAddress!.Host, Client.BaseAddress.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>The exit code, once the service has ended.</summary>
    public int WaitForExit() =>
        _process.WaitForExit(Patience) ? _process.ExitCode : throw new TimeoutException("The service does not end.");

    public void Dispose()
    {
        Client.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
