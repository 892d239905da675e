using System.Text.Json.Serialization;

namespace Backchannel.Contracts;

/// <summary>How an event is doing at one moment: the answer of <c>GET /api/events/{event}/engagement</c>. Cards on show count, nobody's followers do.</summary>
/// <param name="Event">The event's slug.</param>
/// <param name="At">The moment. UTC.</param>
/// <param name="Minutes">How many minutes up to then <paramref name="Now"/> is about; <paramref name="Before"/> is about as many before those.</param>
/// <param name="Now">The last minutes.</param>
/// <param name="Before">Those before.</param>
/// <param name="Watching">Pages and followers open now; null while the counters are away.</param>
/// <param name="QuestionsOpen">Questions in the queue or being asked.</param>
/// <param name="Chart">Posts against time.</param>
/// <param name="Networks">Where the posts of the last minutes were made, most first.</param>
/// <param name="Sources">How each source is doing, with what went wrong last and what it costs.</param>
/// <param name="Sessions">Sessions that are talked about, hottest first.</param>
/// <param name="Rising">What more people share than just before.</param>
/// <param name="Alarms">What somebody should look at.</param>
public sealed record Engagement(
    string Event, DateTimeOffset At, int Minutes, EngagementFigures Now, EngagementFigures Before, int? Watching, int QuestionsOpen, PostsChart Chart,
    IReadOnlyList<NetworkShare> Networks, IReadOnlyList<SourceReported> Sources, IReadOnlyList<SessionHeat> Sessions, Rising Rising,
    IReadOnlyList<Alarm> Alarms);

/// <summary>What was posted in a span of time.</summary>
/// <param name="Posts">Cards made in it.</param>
/// <param name="PostsPerMinute">Their mean.</param>
/// <param name="People">Accounts that made them.</param>
/// <param name="NewPeople">Those whose first post at this event is among them.</param>
/// <param name="ReturningPeople">Those who had posted here before.</param>
/// <param name="Replies">Cards that answer another post.</param>
/// <param name="ReplyShare">Their share, 0…1; null without posts.</param>
public sealed record EngagementFigures(int Posts, double PostsPerMinute, int People, int NewPeople, int ReturningPeople, int Replies, double? ReplyShare);

/// <summary>How much time a chart of posts covers.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<ChartSpan>))]
public enum ChartSpan
{
    /// <summary>The last 15 minutes.</summary>
    Quarter,
    Hour,
    /// <summary>Since the first post or session of today, in the event's zone.</summary>
    Today,
    /// <summary>Since the first post or session there is.</summary>
    Event,
}

/// <summary>Posts against time, and what was on.</summary>
/// <param name="Span">How much time.</param>
/// <param name="From">Where it begins. UTC.</param>
/// <param name="Step">Minutes that each number stands for; the last one may not be over yet.</param>
/// <param name="Posts">Cards made in each step.</param>
/// <param name="Sessions">What was on, by start.</param>
public sealed record PostsChart(ChartSpan Span, DateTimeOffset From, int Step, IReadOnlyList<int> Posts, IReadOnlyList<ChartSession> Sessions);

/// <summary>A session on the axis of a chart.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Room">Its room.</param>
/// <param name="Start">When it begins. UTC.</param>
/// <param name="End">When it ends. UTC.</param>
/// <param name="Posts">Cards in it made in the chart's time.</param>
public sealed record ChartSession(string Id, string Title, string? Room, DateTimeOffset Start, DateTimeOffset End, int Posts);

/// <summary>A network's part in the posts.</summary>
/// <param name="Network">Which.</param>
/// <param name="Posts">Cards made there; one that was posted on two networks counts where it was heard first.</param>
/// <param name="Share">0…1 of all.</param>
public sealed record NetworkShare(Network Network, int Posts, double Share);

/// <summary>How much a session is talked about, and by what.</summary>
/// <param name="Session">Its id.</param>
/// <param name="Heat">As in <see cref="SessionPulse"/>; null while the counters are away.</param>
/// <param name="Rank">1 is the hottest.</param>
/// <param name="RankBefore">Ten minutes ago; 0 where it was in no ranking then, null where none is known of then.</param>
/// <param name="People">Accounts that posted in it in the last 15 minutes.</param>
/// <param name="Posts">Cards of these minutes.</param>
/// <param name="Photos">Of these, those with a photo or a film.</param>
/// <param name="Questions">Those that are a question in the queue, asked or answered.</param>
/// <param name="Links">Those with a link.</param>
/// <param name="Replies">Those that answer another post.</param>
/// <param name="Sparkline">Cards in each of the last 30 minutes, oldest first.</param>
public sealed record SessionHeat(
    string Session, double? Heat, int Rank, int? RankBefore, int People, int Posts, int Photos, int Questions, int Links, int Replies, IReadOnlyList<int> Sparkline);

/// <summary>What is shared in the last 30 minutes, against the 30 before; without what people say who do not want to be found.</summary>
/// <param name="Links">Pages that most people link to.</param>
/// <param name="Photos">Photos whose posts are most answered and passed on, without those marked as sensitive.</param>
/// <param name="Hashtags">Beside the event's, its rooms' and sessions' own: those that gained most people.</param>
/// <param name="Together">Pairs of these in one post, and both rise.</param>
public sealed record Rising(
    IReadOnlyList<RisingLink> Links, IReadOnlyList<RisingPhoto> Photos, IReadOnlyList<RisingTag> Hashtags, IReadOnlyList<RisingPair> Together);

/// <summary>A page that posts link to.</summary>
/// <param name="Url">Its address, as most give it.</param>
/// <param name="Title">Its title, where a network's preview tells it.</param>
/// <param name="People">Accounts that shared it.</param>
/// <param name="Before">Accounts that did before.</param>
public sealed record RisingLink(string Url, string? Title, int People, int Before);

/// <summary>A photo.</summary>
/// <param name="PostId">Its post.</param>
/// <param name="Session">Where that is filed.</param>
/// <param name="At">When it was made. UTC.</param>
/// <param name="Media">The photo.</param>
/// <param name="Echo">Answers and reposts of its post.</param>
public sealed record RisingPhoto(string PostId, string? Session, DateTimeOffset At, Media Media, int Echo);

/// <summary>A hashtag.</summary>
/// <param name="Hashtag">Without #, as most write it.</param>
/// <param name="People">Accounts that used it.</param>
/// <param name="Before">Accounts that did before.</param>
public sealed record RisingTag(string Hashtag, int People, int Before);

/// <summary>Two hashtags that are used together.</summary>
/// <param name="One">One of them.</param>
/// <param name="Other">The other one.</param>
/// <param name="People">Accounts that used both in one post.</param>
/// <param name="Before">Accounts that did before.</param>
public sealed record RisingPair(string One, string Other, int People, int Before);

[JsonConverter(typeof(LowerCaseEnumConverter<AlarmKind>))]
public enum AlarmKind
{
    /// <summary>A session that is on, and nobody says anything any more.</summary>
    Quiet,
    /// <summary>Nothing comes from anywhere.</summary>
    Silent,
    /// <summary>Far more posts than usual.</summary>
    Burst,
    /// <summary>One account posts without end.</summary>
    Flood,
}

/// <summary>Something that somebody should look at.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Words">What happened, in a sentence that begins after <paramref name="Session"/> or <paramref name="Who"/>.</param>
/// <param name="Advice">What to do.</param>
/// <param name="Session">The session it is about.</param>
/// <param name="Who">The account it is about; null where that does not want to be found.</param>
/// <param name="PostId">The latest post it is about.</param>
public sealed record Alarm(AlarmKind Kind, string Words, string Advice, string? Session = null, AlarmedBy? Who = null, string? PostId = null);

/// <summary>An account that an alarm names.</summary>
public sealed record AlarmedBy(Network Network, string Handle, string Name);
