using System.Text.Json;
using System.Text.Json.Serialization;
using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Text;

namespace Backchannel.Hub.Schedule;

/// <summary>A session made or changed by hand: what is null stays as it is, an empty text takes away what is there.</summary>
public sealed record SessionEdit(
    string? Title = null, string? Subtitle = null, string? Room = null, string? Track = null, IReadOnlyList<string>? Speakers = null,
    IReadOnlyList<string>? SpeakerHandles = null, DateTimeOffset? Start = null, DateTimeOffset? End = null, IReadOnlyList<string>? Hashtags = null,
    string? Abstract = null, string? Url = null, string? Code = null, string? Kind = null, string? Language = null, string? WatchUrl = null, bool? Cancelled = null)
{
    static readonly JsonSerializerOptions OnlyGiven = new(ContractJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    internal static SessionEdit? Parse(string? json) => json is null ? null : JsonSerializer.Deserialize<SessionEdit>(json, OnlyGiven);

    internal string ToJson() => JsonSerializer.Serialize(this, OnlyGiven);

    /// <summary>Without what could spoil a page.</summary>
    internal SessionEdit Cleaned() => this with
    {
        Title = Line(Title),
        Subtitle = Line(Subtitle),
        Room = Line(Room),
        Track = Line(Track),
        Abstract = Abstract is null ? null : TextCut.Clean(Abstract),
        Code = Line(Code),
        Kind = Line(Kind),
        Language = Line(Language),
        Speakers = Speakers is null ? null : [.. Speakers.Select(name => Line(name)!)],
    };

    /// <summary>Both edits in one: this one wins where both speak.</summary>
    internal SessionEdit Over(SessionEdit? older) => older is null ? this : new(
        Title ?? older.Title, Subtitle ?? older.Subtitle, Room ?? older.Room, Track ?? older.Track, Speakers ?? older.Speakers,
        SpeakerHandles ?? older.SpeakerHandles, Start ?? older.Start, End ?? older.End, Hashtags ?? older.Hashtags, Abstract ?? older.Abstract,
        Url ?? older.Url, Code ?? older.Code, Kind ?? older.Kind, Language ?? older.Language, WatchUrl ?? older.WatchUrl, Cancelled ?? older.Cancelled);

    /// <summary>What becomes of a session. Hashtags that are taken away are proposed anew.</summary>
    internal SessionInfo Over(SessionInfo session) => session with
    {
        Title = Title ?? session.Title,
        Subtitle = Given(Subtitle, session.Subtitle),
        Room = Given(Room, session.Room),
        Track = Given(Track, session.Track),
        Speakers = Speakers ?? session.Speakers,
        SpeakerHandles = SpeakerHandles ?? session.SpeakerHandles,
        Start = Start ?? session.Start,
        End = End ?? session.End,
        Hashtags = Hashtags is null || Hashtags.Count == 0 && session.Proposed ? session.Hashtags : Hashtags,
        Proposed = session.Proposed && Hashtags is null or { Count: 0 },
        Abstract = Given(Abstract, session.Abstract),
        Url = Given(Url, session.Url),
        Code = Given(Code, session.Code),
        Kind = Given(Kind, session.Kind),
        Language = Given(Language, session.Language),
        WatchUrl = Given(WatchUrl, session.WatchUrl),
        Cancelled = Cancelled ?? session.Cancelled,
    };

    /// <summary>The row with this edit; where it comes of a schedule, the edit is kept beside it, so that the next import leaves it.</summary>
    internal SessionRow Over(SessionRow row) => Programme.Row(
        row.Event, Over(row.ToInfo()), row.Key, row.Key is null ? null : Over(Parse(row.Edits)).ToJson());

    // A list may hold null, whatever its type says: that is for the check to find.
    static string? Line(string? text) => text is null ? null : PlainWords.Line(text);

    static string? Given(string? edited, string? before) => edited is null ? before : edited.Length == 0 ? null : edited;
}
