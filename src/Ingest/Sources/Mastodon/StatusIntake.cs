using System.Text.Json;
using Backchannel.Contracts;

namespace Backchannel.Ingest.Sources.Mastodon;

/// <summary>
/// Takes statuses whichever way they came (a page, a stream, an answer to a question) and hands over only what is new: the same one comes again
/// with every look at the newest page.
/// </summary>
sealed class StatusIntake
{
    const int Remembered = 20_000;

    readonly CaptureSink _sink;
    readonly string _host;
    readonly StatusPost _posts;
    readonly StatusChanges _changes;

    public StatusIntake(CaptureSink sink, EventMatcher matcher, string host, string domain)
    {
        (_sink, _host) = (sink, host);
        _posts = new(host, domain, id => Recent.Find(id) is { PostId.Length: > 0 } known ? known.PostId : null, sink.Health.Mended);
        _changes = new(_posts, matcher, sink.Health, sink.Time, host);
    }

    public RecentStatuses Recent { get; } = new(Remembered);

    /// <param name="status">A Status entity.</param>
    /// <param name="timeline">The watched tag under which it was listed; null where it was not.</param>
    /// <param name="live">It was made while we listened: its age is our lag.</param>
    public async Task Take(JsonElement status, string? timeline, bool live, CancellationToken stop)
    {
        if (StatusHead.Read(status, out var fault) is not { } head)
        {
            _sink.Health.Received();
            _sink.Health.Refuse(fault, $"{_host} sent a post with {fault}: it was left out.");
            return;
        }
        var known = Recent.Find(head.LocalId);
        // A late page, read from some cache of the server, must not bring back what its server has deleted.
        if (known is { Deleted: true }) return;
        if (known is { PostId.Length: > 0 } && known.Version == head.Version) await TakeCounts(known, head, timeline, stop);
        else await TakeVersion(status, head, timeline, live && known is null, stop);
    }

    /// <summary>A status is gone at this server.</summary>
    public async Task Drop(string localId, CancellationToken stop)
    {
        var known = Recent.Remember(localId);
        (known.Deleted, known.Shown) = (true, false);
        // A repost has no aliases: its own id is known if we ever heard of it. Of a post the hub keeps the name that each server has for it.
        await _sink.Add(new PostDeleted(known.Repost ? known.PostId : _posts.Alias(localId)), null, stop);
    }

    async Task TakeCounts(RecentStatus known, StatusHead head, string? timeline, CancellationToken stop)
    {
        if (!known.Shown) return;
        if (timeline is not null) known.Timelines.Add(timeline);
        if (known.Repost || known.Echo == head.Echo) return;
        known.Echo = head.Echo;
        await _sink.Add(new EchoHeard(known.PostId, head.Echo), null, stop);
    }

    async Task TakeVersion(JsonElement status, StatusHead head, string? timeline, bool live, CancellationToken stop)
    {
        _sink.Health.Received();
        var changes = _changes.Of(status, head);
        var known = Recent.Remember(head.LocalId);
        // An edit can take the hashtag away. Whether the post was ever ours may be from before this run, and an unknown deletion does no harm.
        if (changes.Count == 0 && (known.Shown || head.Edited)) changes = [new PostDeleted(head.PostId)];
        Note(known, head, timeline, changes);
        foreach (var change in changes) await _sink.Add(change, null, stop);
        if (live && known.Shown && status.Moment("created_at") is { } madeAt) _sink.Health.Heard(madeAt);
    }

    static void Note(RecentStatus known, StatusHead head, string? timeline, IReadOnlyList<PostChange> changes)
    {
        (known.PostId, known.Version, known.Echo) = (head.PostId, head.Version, head.Echo);
        known.Shown = changes is [.., PostSeen or PostReposted];
        known.Repost = changes is [.., PostReposted];
        // An edit may have taken it off the others; those that still list it will be noted when they are looked at.
        known.Timelines.Clear();
        if (timeline is not null && known.Shown) known.Timelines.Add(timeline);
    }
}
