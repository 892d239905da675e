using System.Buffers.Text;
using System.Security.Cryptography;
using Backchannel.Contracts;
using Backchannel.Web.Live;

namespace Backchannel.Web.Sessions;

/// <summary>One session's digest as this process knows it, and whether its feed has gone on since.</summary>
sealed class DigestPlace(string slug, string session)
{
    readonly Lock _gate = new();
    Task<bool>? _asking;
    string? _epoch;
    long _seen;
    bool _news = true, _gone;
    long _askedAt;
    SessionDigest? _met;

    public string Slug => slug;

    public string Session => session;

    /// <summary>The last one that the hub gave; null before the first.</summary>
    public SessionDigest? Digest { get; private set; }

    /// <summary>Names it, in every process.</summary>
    public string Version { get; private set; } = "";

    /// <summary>The HTML of each live part as it was last made.</summary>
    public Dictionary<string, string> Parts { get; } = [];

    /// <summary>What <see cref="Parts"/> were made of.</summary>
    public (SessionInfo? Session, SessionDigest? Digest) MadeOf { get; set; }

    /// <summary>When somebody last wanted it.</summary>
    public long WantedAt { get; set; }

    /// <summary>
    /// Whether the hub is to be asked: the session's feed went on, and the last asking lies a while back; or something of it is gone, which must not
    /// stay on a page for that while.
    /// </summary>
    public bool IsDue(FeedTail tail, TimeProvider clock)
    {
        lock (_gate)
        {
            Look(tail);
            return _asking is null && (_news || Digest is null) && (_askedAt == 0 || clock.GetElapsedTime(_askedAt) >= (_gone ? LiveDigests.AtOnce : LiveDigests.Every));
        }
    }

    /// <summary>Asks the hub, once for all who want it now. False where it does not answer: then the last one stands.</summary>
    public Task<bool> Ask(HubClient hub, TimeProvider clock)
    {
        lock (_gate) return _asking ??= Task.Run(() => Read(hub, clock));
    }

    async Task<bool> Read(HubClient hub, TimeProvider clock)
    {
        bool gone;
        lock (_gate) (_news, _gone, gone, _askedAt) = (false, false, _gone, clock.GetTimestamp());
        SessionDigest? digest = null;
        try
        {
            digest = await hub.Digest(slug, session);
        }
        catch (Exception error) when (HubClient.IsTrouble(error, CancellationToken.None))
        {
            // The last one stands, and the hub is asked again.
        }
        lock (_gate)
        {
            _asking = null;
            if (digest is null)
            {
                (_news, _gone) = (true, _gone || gone);
                return false;
            }
            // Another hub than the one that pushed may be a little behind it.
            if (digest.Epoch == _epoch && digest.Last < _seen) (_news, _gone) = (true, _gone || gone);
            (Digest, Version) = (digest, Print(digest));
            return true;
        }
    }

    /// <summary>Whether a page that opens with a version shows the latest already, which parts may not be made of yet.</summary>
    public bool Meets(string? version)
    {
        lock (_gate)
        {
            if (Digest is null || Version != version) return false;
            _met = Digest;
            return true;
        }
    }

    /// <summary>
    /// Whether a page opened with one that lies between what <see cref="Parts"/> were made of and what they are made of now: what has changed since the
    /// former is not all that changes for that page.
    /// </summary>
    public bool HasSkipped(SessionDigest now)
    {
        lock (_gate)
        {
            var met = _met;
            _met = null;
            return met is not null && !ReferenceEquals(met, now) && !ReferenceEquals(met, MadeOf.Digest);
        }
    }

    void Look(FeedTail tail)
    {
        var isKnown = _epoch == tail.Epoch && _seen >= tail.Floor;
        if (isKnown && _seen >= tail.Last) return;
        var content = isKnown ? FrameContent.Of(tail.Between(_seen, tail.Last), session, _seen, tail) : null;
        _news |= content is not { IsEmpty: true };
        _gone |= content is { Removed.Count: > 0 };
        (_epoch, _seen) = (tail.Epoch, tail.Last);
    }

    static string Print(SessionDigest digest) =>
        Base64Url.EncodeToString(SHA256.HashData(SseWriter.Data(SseWriter.Serialize(digest))).AsSpan(0, 9));
}
