using System.Text.Json;
using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Text;

namespace Backchannel.Hub.Schedule;

/// <summary>What an import makes of a programme, and how many sessions it touched.</summary>
readonly record struct Merged(Programme Programme, int Added, int Changed, int Cancelled);

/// <summary>
/// Puts a schedule that was read over the programme there is. A session is known again by its key, so it may move and be renamed and keeps its id, its
/// page and its posts. Pure; the same schedule a second time changes nothing.
/// </summary>
static class ProgrammeMerge
{
    public static Merged Over(Programme programme, string slug, ReadSchedule read)
    {
        var known = Known(programme, read);
        var ids = programme.Sessions.Select(session => session.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var (rows, added, changed) = (new Dictionary<string, SessionRow>(), 0, 0);
        var news = new List<SessionRow>();
        foreach (var session in read.Sessions)
        {
            if (known.GetValueOrDefault(session.Key) is not { } before)
            {
                news.Add(Row(slug, SessionIds.New(session.Code, session.Number, session.Title, ids), session, null));
                added++;
                continue;
            }
            var after = Row(slug, before.Id, session, before);
            if (!Same(before, after)) changed++;
            rows[before.Id] = after;
        }
        var (kept, cancelled) = (new List<SessionRow>(), 0);
        foreach (var row in programme.Sessions)
        {
            var after = rows.GetValueOrDefault(row.Id) ?? Unlisted(row);
            if (after.Cancelled && !row.Cancelled && !rows.ContainsKey(row.Id)) cancelled++;
            kept.Add(after);
        }
        return new(programme with { Sessions = [.. kept, .. news] }, added, changed, cancelled);
    }

    /// <summary>Which row each of the schedule's keys means.</summary>
    static Dictionary<string, SessionRow> Known(Programme programme, ReadSchedule read)
    {
        var rows = programme.Sessions.Where(session => session.Key is not null).ToList();
        var known = rows.DistinctBy(row => row.Key).ToDictionary(row => row.Key!);
        var listed = read.Sessions.Select(session => session.Key).ToHashSet();
        // Another export of the same conference has other keys. What has the same title at the same time is the same session.
        var orphans = rows.Where(row => !listed.Contains(row.Key!)).GroupBy(row => (TextFold.Fold(row.Title), row.Start, row.Room)).ToDictionary(same => same.Key, same => new Queue<SessionRow>(same));
        foreach (var session in read.Sessions.Where(session => !known.ContainsKey(session.Key)))
            if (orphans.GetValueOrDefault((TextFold.Fold(session.Title), session.Start, session.Room))?.TryDequeue(out var row) == true) known[session.Key] = row;
        return known;
    }

    static SessionRow Row(string slug, string id, ReadSession read, SessionRow? before)
    {
        var info = new SessionInfo(id, read.Title, read.Room, read.Track, read.Speakers, read.Start, read.End, read.Hashtags, read.Abstract)
        {
            Subtitle = read.Subtitle,
            Url = read.Url,
            Code = read.Code,
            Kind = read.Kind,
            Language = read.Language,
            SpeakerHandles = read.SpeakerHandles,
            WatchUrl = read.WatchUrl,
        };
        info = SessionEdit.Parse(before?.Edits)?.Over(info) ?? info;
        // A proposed hashtag is kept even where the session moves: people use it.
        if (info.Hashtags.Count == 0 && before is { Proposed: true }) info = info with { Hashtags = before.Hashtags, Proposed = true };
        return Programme.Row(slug, info, read.Key, before?.Edits);
    }

    // Made by hand, it is nothing to a schedule; and an organizer's word on whether it takes place stands.
    static SessionRow Unlisted(SessionRow row) => row.Key is null || row.Cancelled || SessionEdit.Parse(row.Edits)?.Cancelled is not null
        ? row
        : Programme.Row(row.Event, row.ToInfo() with { Cancelled = true }, row.Key, row.Edits);

    static bool Same(SessionRow a, SessionRow b) =>
        JsonSerializer.Serialize(a.ToInfo(), ContractJson.Options) == JsonSerializer.Serialize(b.ToInfo(), ContractJson.Options);
}
