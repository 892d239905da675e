namespace Backchannel.Contracts;

/// <summary>A series as somebody describes it: what <see cref="SeriesInfo"/> says of each.</summary>
public sealed record SeriesDraft
{
    /// <summary>With or without #; the first one, folded, is a new event's slug. For an event that there is, null leaves what it has.</summary>
    public IReadOnlyList<string>? Hashtags { get; init; }

    /// <summary>As <see cref="Hashtags"/>.</summary>
    public string? Name { get; init; }

    /// <summary>As <see cref="Hashtags"/>.</summary>
    public string? TimeZone { get; init; }
    public SeriesKind? Kind { get; init; }
    public string? About { get; init; }
    public IReadOnlyList<string>? Subjects { get; init; }
    public IReadOnlyList<ChatPerson>? Hosts { get; init; }
    public DateTime? Start { get; init; }
    public int? Minutes { get; init; }
    public string? Rule { get; init; }
    public IReadOnlyList<DateTime>? Except { get; init; }
    public IReadOnlyList<DateTime>? Also { get; init; }
    public string? Url { get; init; }

    /// <summary>Also where another series has one of its hashtags.</summary>
    public bool Anyway { get; init; }
}

/// <summary>The body of <c>PATCH /api/events/{event}/sessions/{id}/chat</c>: what is left out stays.</summary>
/// <param name="Topic">Empty for none: then it goes by the series' name.</param>
/// <param name="About">Plain text; empty for none.</param>
/// <param name="Hosts">In place of the series' own; empty for those.</param>
/// <param name="Guests">Who was invited.</param>
/// <param name="QuestionsAhead">Its questions are for all to see before they are put.</param>
/// <param name="Questions">All that are planned. Those that were put stay, whether they are named here or not.</param>
/// <param name="Cancelled">It does not take place.</param>
public sealed record ChatPlan(
    string? Topic = null, string? About = null, IReadOnlyList<ChatPerson>? Hosts = null, IReadOnlyList<ChatPerson>? Guests = null,
    bool? QuestionsAhead = null, IReadOnlyList<PlannedQuestion>? Questions = null, bool? Cancelled = null);

/// <summary>A question that is planned.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Minute">From the chat's start; null for whenever the host likes.</param>
public sealed record PlannedQuestion(int Number, string? Text, int? Minute = null);

/// <summary>The body of <c>POST /api/events/{event}/meetings</c>: a meeting that was.</summary>
/// <param name="Start">As clocks in the event's zone showed it.</param>
/// <param name="Minutes">The series' own length where null.</param>
/// <param name="Topic">What it was about.</param>
public sealed record NewMeeting(DateTime? Start, int? Minutes = null, string? Topic = null);

/// <summary>The body of <c>POST /api/events/{event}/meetings/past</c>.</summary>
/// <param name="Since">From when on; at most the thousand first ones are added.</param>
public sealed record NewPastMeetings(DateTimeOffset? Since);

/// <summary>The body of <c>POST /api/chats/proposals</c>.</summary>
/// <param name="By">Who proposes it.</param>
/// <param name="Draft">What they propose.</param>
public sealed record NewProposal(string? By, SeriesDraft? Draft);

/// <summary>A proposed series, until an organizer accepts or declines it.</summary>
/// <param name="Id">Names it in addresses; empty for one that was only looked over.</param>
/// <param name="By">Who proposed it, as they called themselves.</param>
/// <param name="At">UTC.</param>
/// <param name="Draft">What they propose.</param>
/// <param name="Clashes">Whom it would get in the way of now.</param>
public sealed record ChatProposal(string Id, string By, DateTimeOffset At, SeriesDraft Draft, IReadOnlyList<ChatClash> Clashes);

/// <summary>What became of a calendar of chats.</summary>
/// <param name="Made">Slugs of series that are new.</param>
/// <param name="Changed">Slugs of series that were there.</param>
/// <param name="LeftAlone">Entries whose series is here and was not touched.</param>
/// <param name="Problems">What could not be read, or only in part.</param>
public sealed record ChatImportReport(IReadOnlyList<string> Made, IReadOnlyList<string> Changed, IReadOnlyList<ChatLeftAlone> LeftAlone, IReadOnlyList<ScheduleProblem> Problems);

/// <summary>An entry of a calendar that changed nothing.</summary>
/// <param name="Event">The slug of the series that is here.</param>
/// <param name="Line">Of the file.</param>
/// <param name="Where">The entry's title.</param>
/// <param name="Words">Why.</param>
public sealed record ChatLeftAlone(string Event, int Line, string Where, string Words);
