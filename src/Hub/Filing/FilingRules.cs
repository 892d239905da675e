using Backchannel.Contracts;
using Backchannel.Hub.Chats.Answers;
using Backchannel.Text;

namespace Backchannel.Hub.Filing;

/// <summary>
/// Decides which session a post belongs to: the strongest sign wins. Pure, and made once per event and programme. Strongest first:
/// <list type="number">
/// <item>A moderator's decision. It is kept in the post's row, and whoever calls these rules leaves such a post alone.</item>
/// <item>The session its author chose on our own page (1.0).</item>
/// <item>A session's hashtag (1.0), whenever it was posted: <see cref="TagSigns"/>.</item>
/// <item>It answers a post that is filed (0.9). So a post in a thread with another session's hashtag goes to that session, and its answers after it.</item>
/// <item>It links to a session's page or names its code (0.9), whenever it was posted: <see cref="LinkSigns"/>.</item>
/// <item>A room's hashtag, for what is on there then (0.8), unless it names a speaker of what is on elsewhere: <see cref="RoomSigns"/>.</item>
/// <item>It names a speaker of what is on then, or is by one (0.7): <see cref="SpeakerSigns"/>.</item>
/// <item>A chat is on then, and nothing else (0.8): its hashtag is the event's, and all that is said in its hour is said there.</item>
/// <item>It shares telling words with the title of what is on then (0.5): <see cref="TitleSigns"/>. A word says more than the hour.</item>
/// <item>
/// Nothing else is on then (0.5): <see cref="Slots.Alone"/>. Not <see cref="SmallTalk"/>, an answer, which is about what it answers, or what names
/// another room.
/// </item>
/// <item>It says which question of a chat it answers (<c>A2:</c>), up to two days late (0.6).</item>
/// </list>
/// "On" is the slot: from ten minutes before its start to fifteen after its end. What the schedule has cancelled has no slot: it keeps its own by
/// hashtag, link, answer or hand.
/// </summary>
sealed class FilingRules
{
    /// <summary>Answers come in for so long after a chat: from other time zones, and from who reads it the next day.</summary>
    static readonly TimeSpan LateAnswers = TimeSpan.FromDays(2);

    readonly HashSet<string> _known, _everybodys;
    readonly IReadOnlySet<string> _chats;
    readonly List<SessionInfo> _chatsByEnd;
    readonly Slots _slots;
    readonly TagSigns _tags;
    readonly LinkSigns _links;
    readonly RoomSigns _rooms;
    readonly SpeakerSigns _speakers;
    readonly TitleSigns _titles;

    /// <param name="sessions">The programme, in any order.</param>
    /// <param name="rooms">Its rooms with their hashtags.</param>
    /// <param name="hashtags">The event's own: everybody posts them, so they say nothing about a session, whatever the schedule writes.</param>
    /// <param name="chats">Ids of those that are chats.</param>
    public FilingRules(IReadOnlyList<SessionInfo> sessions, IReadOnlyList<RoomInfo> rooms, IReadOnlyList<string>? hashtags = null, IReadOnlySet<string>? chats = null)
    {
        _chats = chats ?? new HashSet<string>();
        _chatsByEnd = [.. sessions.Where(session => _chats.Contains(session.Id) && !session.Cancelled).OrderBy(session => session.End)];
        _everybodys = [.. (hashtags ?? []).Select(TextFold.Tag)];
        _known = [.. sessions.Select(session => session.Id)];
        _slots = new(sessions);
        _tags = new(sessions, _everybodys);
        _links = new(sessions);
        _rooms = new(rooms, _everybodys);
        _speakers = new(sessions);
        _titles = new(sessions);
    }

    /// <summary>Whether there is such a session, cancelled or not.</summary>
    public bool Knows(string? session) => session is not null && _known.Contains(session);

    /// <param name="post">What to file.</param>
    /// <param name="chosen">The session its author chose, if any.</param>
    /// <param name="answered">Where the post that it answers is filed; <see cref="Filed.Nowhere"/> where it answers none, or none that is known.</param>
    public Filed File(Post post, string? chosen, Filed answered)
    {
        if (_known.Count == 0) return Filed.Nowhere;
        if (Knows(chosen)) return new(chosen, FiledBy.Author, 1);
        if (_tags.Of(post, Hint) is { } tagged) return new(tagged.Id, FiledBy.Hashtag, 1);
        if (answered.IsOut) return Filed.OutWithThread;
        if (Knows(answered.Session)) return new(answered.Session, FiledBy.Reply, 0.9);
        if (_links.Of(post) is { } linked) return new(linked.Id, FiledBy.Link, 0.9);
        if (_slots.At(post.CreatedAt) is { Count: > 0 } on) return FileByTime(post, on);
        return _chatsByEnd.Count > 0 && post.ReplyTo is null && LateFor(post.CreatedAt) is { } chat && Marks.Of(post) is { IsSure: true, Asks: false }
            ? new(chat.Id, FiledBy.Answer, 0.6) : Filed.Nowhere;
    }

    SessionInfo? LateFor(DateTimeOffset at) => _chatsByEnd.FindLast(chat => chat.End <= at) is { } last && at - last.End <= LateAnswers ? last : null;

    // Two chats of one event may follow one another: what runs is meant, else what has just ended.
    SessionInfo? Chat(IReadOnlyList<SessionInfo> on, DateTimeOffset at) =>
        _chats.Count > 0 && on.All(session => _chats.Contains(session.Id)) ? Slots.Current(on, at) : null;

    Filed FileByTime(Post post, IReadOnlyList<SessionInfo> on)
    {
        var said = Wording.Of(post);
        var named = _speakers.Named(post, said, on);
        // A room's hashtag says where somebody sits; who then names the speaker next door speaks of that one.
        if (_rooms.Of(post, on) is { } there && (named is not [var elsewhere] || elsewhere == there)) return new(there.Id, FiledBy.Room, 0.8);
        if ((named.Count == 0 ? _speakers.By(post, on) : named is [var only] ? only : null) is { } spoken) return new(spoken.Id, FiledBy.Speaker, 0.7);
        if (SmallTalk.IsElsewhere(post, IsOurs)) return Filed.Nowhere;
        if (Chat(on, post.CreatedAt) is { } chat) return new(chat.Id, FiledBy.Time, 0.8);
        if (_titles.Of(said, on, namesSeveral: named.Count > 1) is { } titled) return new(titled.Id, FiledBy.Title, 0.5);
        return IsForTheHour(post, said) && Slots.Alone(on, post.CreatedAt) is { } alone ? new(alone.Id, FiledBy.Time, 0.5) : Filed.Nowhere;
    }

    bool IsForTheHour(Post post, Wording said) => post.ReplyTo is null && !said.IsSmallTalk && !TagSigns.In(post).Any(_rooms.Knows);

    bool IsOurs(string tag) => _everybodys.Contains(tag) || _tags.Knows(tag) || _rooms.Knows(tag);

    // Which of several sessions of one tag that are on at once.
    SessionInfo? Hint(Post post, IReadOnlyList<SessionInfo> on)
    {
        var said = Wording.Of(post);
        return _rooms.Of(post, on) ?? (_speakers.Named(post, said, on) is [var only] ? only : null) ?? _titles.Of(said, on, namesSeveral: false);
    }
}
