using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Text.Json;
using static TorchSharp.torch;

namespace NetVariants.Tests.Peers;

/// <summary>
/// PyTorch in a Python process: runs a program on tensors and gives back tensors (tests/peers/peer.py has the protocol).
/// Importing torch takes seconds, so one process answers all of a test assembly's questions; it ends with the assembly's own.
/// </summary>
internal sealed class Peer : IDisposable
{
    private static readonly Lazy<Peer> s_started = new(() => new Peer());
    private readonly DirectoryInfo _exchange = Directory.CreateTempSubdirectory("netvariants-peer-");
    private readonly StringBuilder _complaints = new();
    private readonly Process _process;

    private Peer()
    {
        var script = Repository.PathOf("tests/peers/peer.py");
        _process = Process.Start(new ProcessStartInfo(PeerInstallation.Interpreter, [script])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.ErrorDataReceived += (_, line) => _complaints.AppendLine(line.Data);
        _process.BeginErrorReadLine();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose();
    }

    /// <summary>Runs a Python program over named tensors and reads the named expressions after it.</summary>
    /// <param name="program">Python statements; torch, nn, F, torchvision and the modules of tests/peers are at hand.</param>
    /// <param name="inputs">The program's variables. "group.rest" becomes the entry "rest" of the dictionary <c>group</c>.</param>
    /// <param name="results">Expressions: a tensor, a number, or a list, tuple or dictionary of such ("result.0", "result.key").</param>
    /// <returns>The results by name, in the current dispose scope.</returns>
    /// <exception cref="InvalidOperationException">The program raised an error; the message holds Python's traceback.</exception>
    public static Dictionary<string, Tensor> Run(string program, IReadOnlyDictionary<string, Tensor>? inputs, params string[] results) =>
        s_started.Value.Ask(program, inputs, results);

    public void Dispose()
    {
        // The peer ends when its input does.
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        _exchange.Delete(recursive: true);
    }

    private Dictionary<string, Tensor> Ask(string program, IReadOnlyDictionary<string, Tensor>? inputs, string[] results)
    {
        lock (_process)
        {
            var question = inputs is null ? null : Path.Combine(_exchange.FullName, "inputs");
            var answer = Path.Combine(_exchange.FullName, "answer");
            if (question is not null)
                TensorFile.Write(question, inputs!);
            _process.StandardInput.WriteLine(JsonSerializer.Serialize(new { program, inputs = question, results, answer }));
            _process.StandardInput.Flush();
            var reply = _process.StandardOutput.ReadLine()
                ?? throw new InvalidOperationException($"The Python peer ended unasked:\n{_complaints}");
            using var json = JsonDocument.Parse(reply);
            if (json.RootElement.TryGetProperty("error", out var error))
                throw new InvalidOperationException($"{error.GetString()}\nin the program\n{program}");
            return TensorFile.Read(answer);
        }
    }
}
