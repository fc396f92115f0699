using System;
using System.Globalization;
using System.IO;
using System.Linq;
using Google.Protobuf;
using Tensorboard;
using TorchSharp.Utils;

namespace NetVariants.Reports.TensorBoard;

/// <summary>
/// A file of events that TensorBoard reads: records of a message with its length and the checksums of both. It begins with the step from
/// which earlier files of the folder no longer count, which TorchSharp's <c>SummaryWriter</c> cannot write.
/// </summary>
internal sealed class EventFile
{
    private const string Prefix = "events.out.tfevents.";

    // A rotation and an addition: the checksum of data that holds checksums stays a good one.
    private const int MaskRotation = 15;
    private const uint MaskDelta = 0xa282ead8;

    private readonly string _path;

    /// <summary>Makes the file.</summary>
    /// <param name="folder">Where; it is made if it is missing.</param>
    /// <param name="firstStep">Events of earlier files from this step on are hidden.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public EventFile(string folder, long firstStep)
    {
        Directory.CreateDirectory(folder);
        // TensorBoard reads a folder's files in the order of their names.
        var name = string.Create(
            CultureInfo.InvariantCulture, $"{Prefix}{DateTime.UtcNow.Ticks}.{Environment.MachineName}.{Environment.ProcessId}");
        _path = Path.Combine(folder, name);
        Append(new Event { Step = firstStep, FileVersion = "brain.Event:2" });
        Append(new Event { Step = firstStep, SessionLog = new SessionLog { Status = SessionLog.Types.SessionStatus.Start } });
    }

    /// <summary>Whether a folder has such a file.</summary>
    public static bool IsIn(string folder) => Directory.Exists(folder) && Directory.EnumerateFiles(folder, Prefix + "*").Any();

    /// <summary>Adds values of a step.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Append(long step, Summary values) => Append(new Event { Step = step, Summary = values });

    /// <summary>Adds an event, dated now.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Append(Event message)
    {
        message.WallTime = (DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds;
        var content = message.ToByteArray();
        var length = BitConverter.GetBytes(content.LongLength);
        using var file = new FileStream(_path, FileMode.Append);
        file.Write([.. length, .. Checksum(length), .. content, .. Checksum(content)]);
    }

    private static byte[] Checksum(byte[] bytes) =>
        BitConverter.GetBytes(unchecked(uint.RotateRight(CRC32C.process(bytes), MaskRotation) + MaskDelta));
}
