using System.Threading.Channels;
using Backchannel.Contracts;

namespace Backchannel.Ingest.Sources.Bluesky;

/// <summary>Something that was heard, or only how far was heard.</summary>
/// <param name="Event">Null where nothing since the last one concerned us.</param>
/// <param name="SeenUs">The latest time of all messages so far: what a position is made of.</param>
readonly record struct Heard(JetstreamEvent? Event, long SeenUs);

/// <summary>
/// Turns what was heard into changes. A post is handed over only once its author's profile has been read, because authors can ask not to be shown to
/// people who are not logged in (<c>!no-unauthenticated</c>) and a wall is read by such people. While profiles cannot be read posts wait here,
/// without a limit in time: the position stays before the first of them, and when too many wait nothing more is read, so none is lost. Deletions and
/// take-downs do not queue behind them.
/// </summary>
sealed class BlueskyCapture(
    EventMatcher matcher, BlueskyAuthors authors, ProfileLookup lookup, CaptureSink sink, BlueskyPace pace)
{
    readonly ProfileCache _profiles = new(sink.Time, pace.ProfileAge);
    readonly List<Held> _held = [];
    readonly HashSet<string> _optedOut = [];
    long _seenUs;

    public async Task Run(ChannelReader<Heard> heard, CancellationToken stop)
    {
        Task? more = null, answered = null;
        while (!stop.IsCancellationRequested)
        {
            if (lookup.Answers.TryRead(out var answer)) await Settle(answer.Did, answer.Profile, stop);
            else if (_held.Count < pace.MaxHeld && heard.TryRead(out var next)) await Take(next, stop);
            else
            {
                if (answered is null or { IsCompleted: true }) answered = lookup.Answers.WaitToReadAsync(stop).AsTask();
                if (more is null or { IsCompleted: true }) more = heard.WaitToReadAsync(stop).AsTask();
                await (_held.Count < pace.MaxHeld ? Task.WhenAny(answered, more) : answered);
            }
        }
        stop.ThrowIfCancellationRequested();
    }

    async Task Take(Heard heard, CancellationToken stop)
    {
        _seenUs = heard.SeenUs;
        await (heard.Event switch
        {
            PostWritten post => Written(post, stop),
            PostGone gone => Gone(gone.Did, gone.PostId, stop),
            AccountChanged { Active: false } account => Hide(account, stop),
            AccountChanged account => Refresh(account, _ => new AuthorReturned(Network.Bluesky, account.Did), stop),
            IdentityChanged identity => Refresh(identity, profile => new AuthorRenamed(Network.Bluesky, profile.Named(identity.Handle)), stop),
            _ => sink.Passed(Position(), stop).AsTask(),
        });
    }

    async Task Written(PostWritten post, CancellationToken stop)
    {
        var events = post.Record.Labels.Withheld ? [] : matcher.Match(post.Record.Hashtags);
        if (events.Count == 0)
        {
            if (post.Edited) await Gone(post.Did, post.PostId, stop);
            return;
        }
        foreach (var flaw in post.Record.Flaws) sink.Health.Mended(flaw);
        var receivedAt = sink.Time.GetUtcNow();
        await Hold(new(post.TimeUs, post.Did, post.PostId, profile => new PostSeen(events, BlueskyPost.Make(post, profile, receivedAt, sink.Health), [])), stop);
    }

    async Task Gone(string did, string postId, CancellationToken stop)
    {
        _held.RemoveAll(held => held.PostId == postId);
        if (authors.AreShown(did)) await sink.Add(new PostDeleted(postId), Position(), stop);
    }

    async Task Hide(AccountChanged account, CancellationToken stop)
    {
        _held.RemoveAll(held => held.Did == account.Did);
        _profiles.Forget(account.Did);
        if (authors.AreShown(account.Did))
            await sink.Add(new AuthorHidden(Network.Bluesky, account.Did, Words(account.Status)), Position(), stop);
    }

    /// <summary>Looks the account up anew, so that whoever has opted out meanwhile does not come back by a change of name.</summary>
    async Task Refresh(JetstreamEvent about, Func<BlueskyProfile, PostChange> change, CancellationToken stop)
    {
        if (!authors.AreShown(about.Did)) return;
        _profiles.Forget(about.Did);
        await Hold(new(about.TimeUs, about.Did, null, change), stop);
    }

    async Task Hold(Held held, CancellationToken stop)
    {
        if (_profiles.TryGet(held.Did, out var profile))
        {
            await HandOver(held, profile, stop);
            return;
        }
        // A post can use the answer that another of the same author waits for; who has changed must be asked for anew.
        if (held.PostId is null || !_held.Exists(other => other.Did == held.Did)) lookup.Ask(held.Did);
        _held.Add(held);
    }

    async Task Settle(string did, BlueskyProfile? profile, CancellationToken stop)
    {
        _profiles.Set(did, profile);
        while (_held.FindIndex(held => held.Did == did) is >= 0 and var at)
        {
            var held = _held[at];
            _held.RemoveAt(at);
            await HandOver(held, profile, stop);
        }
    }

    async Task HandOver(Held held, BlueskyProfile? profile, CancellationToken stop)
    {
        if (profile is null) return;
        if (profile.OptedOut)
        {
            if (authors.AreShown(held.Did) && _optedOut.Add(held.Did))
                await sink.Add(new AuthorHidden(Network.Bluesky, held.Did, "They ask not to be shown to people who are not logged in."), Position(), stop);
            return;
        }
        if (_optedOut.Remove(held.Did)) await sink.Add(new AuthorReturned(Network.Bluesky, held.Did), null, stop);
        await sink.Add(held.Change(profile), Position(), stop);
        authors.Show(held.Did);
    }

    /// <summary>Never past a post that waits: it would be lost with this process.</summary>
    string Position() => JetstreamCursor.Format(_held.Count == 0 ? _seenUs : Math.Min(_seenUs, _held.Min(held => held.TimeUs)));

    static string Words(string? status) => status switch
    {
        "takendown" => "Bluesky took the account down.",
        "suspended" => "Bluesky suspended the account.",
        "deleted" => "The account was deleted.",
        "deactivated" => "The author deactivated the account.",
        _ => "The account is not active at Bluesky.",
    };

    sealed record Held(long TimeUs, string Did, string? PostId, Func<BlueskyProfile, PostChange> Change);
}
