namespace Backchannel.Ingest.Sources.Bluesky;

/// <summary>One message of Jetstream that may concern us.</summary>
/// <param name="Did">Whose it is.</param>
/// <param name="TimeUs">Unix microseconds at the server, not in order from one message to the next: also what a cursor counts.</param>
abstract record JetstreamEvent(string Did, long TimeUs)
{
    public DateTimeOffset At => AtTime(TimeUs);

    public static DateTimeOffset AtTime(long timeUs) => DateTimeOffset.UnixEpoch.AddTicks(timeUs * TimeSpan.TicksPerMicrosecond);
}

/// <summary>A post was made, or changed where <paramref name="Edited"/>.</summary>
sealed record PostWritten(string Did, long TimeUs, string RecordKey, bool Edited, PostRecord Record) : JetstreamEvent(Did, TimeUs)
{
    public string PostId => AtNames.PostId(Did, RecordKey);
}

sealed record PostGone(string Did, long TimeUs, string RecordKey) : JetstreamEvent(Did, TimeUs)
{
    public string PostId => AtNames.PostId(Did, RecordKey);
}

/// <param name="Status">Why it is not active: <c>takendown</c>, <c>suspended</c>, <c>deleted</c>, <c>deactivated</c> and others.</param>
sealed record AccountChanged(string Did, long TimeUs, bool Active, string? Status) : JetstreamEvent(Did, TimeUs);

/// <param name="Handle">The new one, where the message says it.</param>
sealed record IdentityChanged(string Did, long TimeUs, string? Handle) : JetstreamEvent(Did, TimeUs);
