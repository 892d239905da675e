using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Chats.Rooms;
using Backchannel.Hub.Events;
using Backchannel.Hub.Schedule;
using Backchannel.Text;
using Microsoft.EntityFrameworkCore;

namespace Backchannel.Hub.Chats;

/// <summary>What is planned for one chat: its topic, who comes, its questions.</summary>
sealed class ChatPlans(EventCatalog catalog, ProgrammeStore programmes, EventStore events, ChatRooms rooms, TimeProvider time)
{
    const int MaxQuestions = 30, MaxText = 500, LastMinute = 24 * 60, LastNumber = Answers.Marks.Highest;

    /// <summary>All that is wrong with it: field and cure.</summary>
    public static IEnumerable<(string Field, string Cure)> Faults(ChatPlan plan)
    {
        if (plan.Topic is { Length: > SessionDraft.MaxTitle }) yield return ("topic", $"must have at most {SessionDraft.MaxTitle} characters.");
        if (plan.About is { Length: > SessionDraft.MaxWords }) yield return ("about", $"must have at most {SessionDraft.MaxWords:N0} characters.");
        foreach (var fault in SeriesDrafts.PeopleFaults("hosts", plan.Hosts).Concat(SeriesDrafts.PeopleFaults("guests", plan.Guests))) yield return fault;
        if (plan.Questions is not { } questions) yield break;
        if (questions.Count > MaxQuestions) yield return ("questions", $"takes at most {MaxQuestions} questions.");
        if (questions.Any(question => question?.Number is not (>= 1 and <= LastNumber)) || questions.Select(question => question?.Number).Distinct().Count() != questions.Count)
            yield return ("questions", $"needs a number of its own for each, from 1 to {LastNumber}.");
        if (questions.Any(question => TextCut.Clean(question?.Text ?? "").Length is 0 or > MaxText)) yield return ("questions", $"needs a text of 1 to {MaxText} characters for each.");
        if (questions.Any(question => question?.Minute is < 0 or > LastMinute)) yield return ("questions", $"needs minutes between 0 and {LastMinute}, or none.");
    }

    /// <param name="known">The event.</param>
    /// <param name="session">One of its sessions; one that was no chat is one from now on.</param>
    /// <param name="plan">Checked.</param>
    /// <param name="stop">Before the commit, as if nothing had been asked.</param>
    public async Task Change(KnownEvent known, string session, ChatPlan plan, CancellationToken stop)
    {
        var chat = known.Chats.GetValueOrDefault(session);
        var hosts = plan.Hosts is { Count: > 0 } ? SeriesDrafts.People(plan.Hosts) : plan.Hosts is not null || chat is null ? known.Series?.Info.Hosts ?? [] : chat.Hosts;
        var guests = plan.Guests is null ? chat?.Guests ?? [] : SeriesDrafts.People(plan.Guests);
        // Its questions alone are nobody's programme: to file all posts of the event again for them would hold up those that come.
        if (chat is not null && plan is { Topic: null, About: null, Hosts: null, Guests: null, Cancelled: null })
        {
            await rooms.Plan(known, session, db => Write(db, known.Slug, session, plan, hosts, guests, stop), stop);
            return;
        }
        var changed = await programmes.Change(known.Slug, programme => programme.Find(session) is { } row
            ? programme.With(SeriesProgramme.Edited(row, Edit(row, plan, hosts, guests, known.Series?.Info), known.Series?.Info))
            : programme, stop, db => Write(db, known.Slug, session, plan, hosts, guests, stop));
        if (!changed) return;
        // Other hosts put other questions, and other questions have other answers.
        await rooms.Rebind(known.Slug, session, CancellationToken.None);
        await events.Announce(CancellationToken.None);
    }

    /// <summary>A meeting that was, made a session so that posts of its hour are filed in it.</summary>
    public async Task<SessionInfo> Add(KnownEvent known, Meeting meeting, string? topic, CancellationToken stop)
    {
        var id = "";
        await programmes.Change(known.Slug, programme =>
        {
            if (programme.Sessions.FirstOrDefault(session => session.Key == SeriesProgramme.Key(meeting.At)) is { } there)
            {
                id = there.Id;
                return programme;
            }
            var row = SeriesProgramme.Past(programme, known.Slug, known.Series!.Info, meeting, topic);
            id = row.Id;
            return programme.With(row);
        }, stop, async db =>
        {
            if (await db.Chats.FindAsync([known.Slug, id], stop) is null) db.Chats.Add(new() { Event = known.Slug, Session = id, Hosts = KnownChat.People(known.Series!.Info.Hosts), Guests = "[]" });
            return true;
        });
        await events.Announce(CancellationToken.None);
        return catalog.Find(known.Slug)!.Sessions.First(session => session.Id == id);
    }

    /// <summary>All meetings that the rule gave since a moment, made sessions: an archive that is brought along is filed in them.</summary>
    /// <returns>Those that were not there before, by start.</returns>
    public async Task<IReadOnlyList<SessionInfo>> AddSince(KnownEvent known, DateTimeOffset since, CancellationToken stop)
    {
        var (series, made) = (known.Series!.Info, new List<string>());
        await programmes.Change(known.Slug, programme =>
        {
            made.Clear();
            foreach (var meeting in Recurrence.Between(series, since, time.GetUtcNow()))
            {
                if (programme.Sessions.Any(session => session.Key == SeriesProgramme.Key(meeting.At))) continue;
                var row = SeriesProgramme.Past(programme, known.Slug, series, meeting, null);
                made.Add(row.Id);
                programme = programme.With(row);
            }
            return programme;
        }, stop, db =>
        {
            foreach (var id in made) db.Chats.Add(new() { Event = known.Slug, Session = id, Hosts = KnownChat.People(series.Hosts), Guests = "[]" });
            return Task.FromResult(made.Count > 0);
        });
        await events.Announce(CancellationToken.None);
        return [.. catalog.Find(known.Slug)!.Sessions.Where(session => made.Contains(session.Id))];
    }

    public DateTimeOffset Now => time.GetUtcNow();

    // What is as the series has it is no edit: it follows the series.
    static SessionEdit Edit(SessionRow row, ChatPlan plan, IReadOnlyList<ChatPerson> hosts, IReadOnlyList<ChatPerson> guests, SeriesInfo? series)
    {
        var edit = SessionEdit.Parse(row.Edits) ?? new();
        var isOwn = series is null || guests.Count > 0 || !hosts.SequenceEqual(series.Hosts);
        var people = hosts.Concat(guests).ToList();
        if (plan.Topic is { } topic) edit = edit with { Title = SeriesDrafts.Line(topic) };
        if (plan.About is { } about) edit = edit with { Abstract = TextCut.Clean(about) is { Length: > 0 } words ? words : null };
        if (plan.Cancelled is { } cancelled) edit = edit with { Cancelled = cancelled };
        return plan.Hosts is null && plan.Guests is null ? edit : edit with
        {
            Speakers = isOwn ? [.. people.Select(person => person.Name)] : null,
            SpeakerHandles = isOwn ? [.. people.Select(person => person.Account).OfType<string>()] : null,
        };
    }

    static async Task<bool> Write(ArchiveDb db, string slug, string session, ChatPlan plan, IReadOnlyList<ChatPerson> hosts, IReadOnlyList<ChatPerson> guests, CancellationToken stop)
    {
        var chat = await db.Chats.FindAsync([slug, session], stop);
        if (chat is null) db.Chats.Add(chat = new() { Event = slug, Session = session, Hosts = "[]", Guests = "[]" });
        (chat.Hosts, chat.Guests, chat.QuestionsAhead) = (KnownChat.People(hosts), KnownChat.People(guests), plan.QuestionsAhead ?? chat.QuestionsAhead);
        if (plan.Questions is { } questions) await Write(db, slug, session, questions, stop);
        return db.ChangeTracker.HasChanges();
    }

    // What was put keeps when, and by which post.
    static async Task Write(ArchiveDb db, string slug, string session, IReadOnlyList<PlannedQuestion> questions, CancellationToken stop)
    {
        var rows = await db.ChatQuestions.Where(q => q.Event == slug && q.Session == session).ToDictionaryAsync(q => q.Number, stop);
        foreach (var question in questions)
        {
            if (!rows.Remove(question.Number, out var row)) db.ChatQuestions.Add(row = new() { Event = slug, Session = session, Number = question.Number });
            // One that its post alone has words for has none once that is gone.
            if (row.AskedAt is null || row.Planned is not null) (row.Planned, row.Minute) = (TextCut.Clean(question.Text!), question.Minute);
        }
        db.ChatQuestions.RemoveRange(rows.Values.Where(row => row.AskedAt is null && row.PostId is null));
    }
}
