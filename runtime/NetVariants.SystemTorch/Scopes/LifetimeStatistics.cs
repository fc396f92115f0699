using System.Globalization;

namespace TorchSharp;

/// <summary>How many disposables one thread has created, disposed, attached and detached since the last <see cref="Reset"/>.</summary>
public partial class LifetimeStatistics
{
    public long CreatedOutsideScopeCount { get; internal set; }

    public long DisposedOutsideScopeCount { get; internal set; }

    public long CreatedInScopeCount { get; internal set; }

    /// <summary>Disposals of what a scope owned, by the scope or by hand.</summary>
    public long DisposedInScopeCount { get; internal set; }

    /// <summary>Attachments by hand; a move between scopes is none.</summary>
    public long AttachedToScopeCount { get; internal set; }

    public long DetachedFromScopeCount { get; internal set; }

    /// <summary>Created less disposed: what is alive, where one thread creates and disposes.</summary>
    public long ThreadTotalLiveCount =>
        CreatedInScopeCount - DisposedInScopeCount + CreatedOutsideScopeCount - DisposedOutsideScopeCount;

    public void Reset()
    {
        CreatedOutsideScopeCount = 0;
        DisposedOutsideScopeCount = 0;
        CreatedInScopeCount = 0;
        DisposedInScopeCount = 0;
        AttachedToScopeCount = 0;
        DetachedFromScopeCount = 0;
    }

    public override string ToString() => Text(
        ThreadTotalLiveCount, CreatedOutsideScopeCount, DisposedOutsideScopeCount,
        CreatedInScopeCount, DisposedInScopeCount, AttachedToScopeCount, DetachedFromScopeCount);

    internal static string Text(long live, long createdOutside, long disposedOutside, long created, long disposed, long attached, long detached) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"ThreadTotalLiveCount: {live}; CreatedOutsideScopeCount: {createdOutside}; DisposedOutsideScopeCount: {disposedOutside}; "
            + $"CreatedInScopeCount: {created}; DisposedInScopeCount: {disposed}; AttachedToScopeCount: {attached}; DetachedFromScopeCount: {detached}");
}
