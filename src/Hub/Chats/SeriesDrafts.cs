using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Backchannel.Hub.Schedule;
using Backchannel.Text;

namespace Backchannel.Hub.Chats;

/// <summary>What somebody sends for a series: cleaned, and then checked. Pure.</summary>
static class SeriesDrafts
{
    const int MaxAbout = 2_000, MaxSubjects = 20, MaxSubject = 60, MaxPeople = 20, MaxHashtags = 10;
    public const int DefaultMinutes = 60;

    /// <summary>The series that it describes.</summary>
    /// <param name="draft">What was sent.</param>
    /// <param name="slug">Its event.</param>
    /// <param name="known">That event, where it is there already: what the draft leaves out of name, zone and hashtags is its.</param>
    public static SeriesInfo Read(SeriesDraft draft, string slug, KnownEvent? known)
    {
        var zone = draft.TimeZone?.Trim() ?? known?.TimeZone ?? "";
        var hashtags = Tags(draft.Hashtags) ?? known?.Hashtags ?? [];
        return new(
            slug, Line(draft.Name) ?? known?.Name ?? (hashtags is [var first, ..] ? $"#{first}" : ""), draft.Kind ?? SeriesKind.Chat, zone, hashtags,
            draft.About is null ? null : TextCut.Clean(draft.About) is { Length: > 0 } about ? about : null,
            [.. (draft.Subjects ?? []).Select(Line).OfType<string>().DistinctBy(TextFold.Fold)], People(draft.Hosts),
            Minute(draft.Start), draft.Minutes ?? DefaultMinutes, Rule(draft.Rule, zone), Times(draft.Except), Times(draft.Also),
            draft.Url?.Trim() is { Length: > 0 } url ? url : null);
    }

    /// <summary>All that is wrong with it: field and cure.</summary>
    public static IEnumerable<(string Field, string Cure)> Faults(SeriesDraft draft, SeriesInfo series, bool isNew)
    {
        if (isNew && series.Hashtags.Count == 0) yield return ("hashtags", "Give at least one hashtag: the first one is the series' address.");
        if (series.Hashtags.Count > MaxHashtags) yield return ("hashtags", $"At most {MaxHashtags} hashtags.");
        if (series.TimeZone.Length == 0) yield return ("timeZone", "is missing: give an IANA name such as Europe/Lisbon.");
        foreach (var fault in new EventDraft(draft.Name is null ? null : series.Name, series.TimeZone.Length == 0 ? null : series.TimeZone, draft.Hashtags).Faults()) yield return fault;
        if (draft.Kind is { } kind && !Enum.IsDefined(kind)) yield return ("kind", "must be chat or community.");
        if (series.About is { Length: > MaxAbout }) yield return ("about", $"must have at most {MaxAbout:N0} characters.");
        if (series.Subjects.Count > MaxSubjects || series.Subjects.Any(subject => subject.Length > MaxSubject)) yield return ("subjects", $"takes at most {MaxSubjects} subjects of at most {MaxSubject} characters.");
        foreach (var fault in PeopleFaults("hosts", draft.Hosts)) yield return fault;
        if (series.Url is not null && !(series.Url.Length <= SessionDraft.MaxUrl && ScheduleFetch.IsWeb(series.Url))) yield return ("url", "must be an http or https address.");
        foreach (var fault in RecurrenceFaults.Of(series)) yield return fault;
    }

    public static IEnumerable<(string Field, string Cure)> PeopleFaults(string field, IReadOnlyList<ChatPerson?>? people)
    {
        if (people is { Count: > MaxPeople }) yield return (field, $"takes at most {MaxPeople} people.");
        if (people?.Any(person => Line(person?.Name) is not { Length: <= SessionDraft.MaxName }) == true) yield return (field, $"needs a name of 1 to {SessionDraft.MaxName} characters for each.");
        if (people?.Any(person => person?.Account?.Trim() is { Length: > 0 } account && !IsAccount(account)) == true)
            yield return (field, "needs accounts as network:handle, such as mastodon:mira@social.example or bluesky:mira.example.");
    }

    /// <summary>Cleaned. JSON may leave any of them null, whatever the record says.</summary>
    public static IReadOnlyList<ChatPerson> People(IReadOnlyList<ChatPerson?>? people) =>
        [.. (people ?? []).Where(person => Line(person?.Name) is not null).Select(person => new ChatPerson(Line(person!.Name)!, Line(person.Account)))];

    public static string? Line(string? text) => PlainWords.Line(text ?? "") is { Length: > 0 } line ? line : null;

    public static DateTime? Minute(DateTime? at) => at is { } time ? time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMinute)) : null;

    static bool IsAccount(string account) =>
        account.Length <= SessionDraft.MaxName && account.IndexOf(':') is > 0 and var at && at < account.Length - 1 && Enum.TryParse<Network>(account[..at], ignoreCase: true, out _)
        && char.IsLetter(account[0]) && !account.Any(char.IsWhiteSpace);

    static IReadOnlyList<string>? Tags(IReadOnlyList<string?>? hashtags) =>
        hashtags is null ? null : [.. hashtags.OfType<string>().Select(tag => tag.Trim().TrimStart('#', '＃')).Where(tag => tag.Length > 0).DistinctBy(TextFold.Tag)];

    static string? Rule(string? rule, string zone)
    {
        if (rule?.Trim() is not { Length: > 0 and <= 600 } given) return string.IsNullOrWhiteSpace(rule) ? null : rule;
        if (given.StartsWith("RRULE:", StringComparison.OrdinalIgnoreCase)) given = given["RRULE:".Length..];
        var parts = RecurrenceParts.Of(given);
        return (parts.Fault() is null ? parts.Normal(ScheduleTime.Zone(zone) ?? TimeZoneInfo.Utc) : parts).ToString();
    }

    static IReadOnlyList<DateTime> Times(IReadOnlyList<DateTime>? times) => [.. (times ?? []).Select(time => Minute(time)!.Value).Distinct().Order()];
}
