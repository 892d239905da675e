using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Hub.Admission;
using Backchannel.Hub.Events;
using Backchannel.Hub.Feed;
using Backchannel.Hub.Filing;
using Backchannel.Hub.Pulse;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using StackExchange.Redis;

namespace Backchannel.Hub.Tests.Pulse;

/// <summary>A hub whose counters are compared with what a look at its archive says.</summary>
sealed class CountedHub(HubUnderTest hub) : IAsyncDisposable
{
    public const int Sessions = 6, Authors = 8;

    public HubUnderTest Hub => hub;

    public Counters Counters => hub.Services.GetRequiredService<Counters>();

    public static readonly Caller Moderator = new("made-up", "Tomasz", Contracts.Role.Moderator);

    public Decisions Decisions => hub.Services.GetRequiredService<Decisions>();

    public FeedWriter Writer => hub.Services.GetRequiredService<FeedWriter>();

    public IConnectionMultiplexer Redis => hub.Services.GetRequiredService<IConnectionMultiplexer>();

    public KnownEvent Known => hub.Services.GetRequiredService<EventCatalog>().Find(Made.Event)!;

    /// <param name="time">The system's clock where null.</param>
    public static async Task<CountedHub> Start(FakeTimeProvider? time = null)
    {
        var hub = new CountedHub(await HubUnderTest.Start(time: time));
        await hub.SetProgramme(shift: 0);
        if (time is null) await Eventually.True(hub.IsCounted, "it is counted");
        else await Eventually.AsTimePasses(time, TimeSpan.FromMilliseconds(100), hub.IsCounted, "it is counted");
        return hub;
    }

    Task<bool> IsCounted() => Redis.GetDatabase().KeyExistsAsync($"bc:{Made.Event}:counted");

    /// <summary>Another shift gives each session the hashtag of another.</summary>
    public Task SetProgramme(int shift)
    {
        var start = TimeProvider.System.GetUtcNow().AddMinutes(-50);
        return hub.SetSessions([.. Enumerable.Range(0, Sessions).Select(n => Made.Session($"s{n}", $"talk{(n + shift) % Sessions}") with { Start = start.AddMinutes(n * 5), End = start.AddHours(1) })]);
    }

    public static PostSeen Post(Random random)
    {
        var at = TimeProvider.System.GetUtcNow().AddMinutes(-60 * Math.Pow(random.NextDouble(), 2));
        var author = new Author($"did:plc:{random.Next(Authors)}", $"a{random.Next(Authors)}.tidewater.example", "Somebody");
        var text = string.Create(CultureInfo.InvariantCulture, $"Thought {random.Next()} #talk{random.Next(Sessions)}");
        return Made.Seen(Made.Post(random.Next(4) == 0 ? text + " https://example.org/page" : text, author) with { CreatedAt = at, ReceivedAt = at.AddSeconds(1) });
    }

    public Task<IReadOnlyList<FeedStep>> Apply(params PostChange[] changes) => Writer.Apply(new("bluesky", null, changes), CancellationToken.None);

    public async Task<IReadOnlyList<SessionPulse>> Counted() => await Counters.Read(Known, new());

    /// <summary>What the counters should say at <paramref name="now"/>, by decaying backwards from there over every card there is.</summary>
    public async Task<IReadOnlyList<(string Session, Heat Heat)>> Recomputed(DateTimeOffset now)
    {
        var cards = await hub.Read(db => db.Posts.AsNoTracking().Where(p => p.Event == Made.Event && p.ShownSeq > 0 && p.Session != null).ToListAsync());
        var heats = cards.GroupBy(card => card.Session!).Select(session =>
        {
            var voices = session.GroupBy(card => (card.Network, card.AuthorId))
                .Select(author => author.Select(card => Decay.Minute(card.CreatedAt)).Distinct().ToList())
                .Select(minutes => (Fast: minutes.Sum(minute => Left(minute, Decay.Fast)), Slow: minutes.Sum(minute => Left(minute, Decay.Slow))))
                .OrderByDescending(voice => voice.Fast).ToList();
            var units = new Units(voices.Sum(voice => voice.Fast), voices.Sum(voice => voice.Slow), voices[0].Fast, voices[0].Slow, voices.ElementAtOrDefault(2).Fast);
            return (session.Key, Heat.Of(units, Slots.Age(Known.Sessions.Single(known => known.Id == session.Key), now)));
        });
        return [.. Heat.Order(heats, session => session.Item2, session => session.Key)];

        double Left(long minute, TimeSpan halfLife) => Math.Pow(2, -((now - Decay.MiddleOf(minute)) / halfLife));
    }

    /// <summary>Empty where the numbers in Redis are those of the archive: who is where, and how hot.</summary>
    public async Task<string> Difference()
    {
        var counted = (await Counted()).Where(pulse => pulse is { Session: not null, Posts: > 0 }).ToList();
        if (counted.Count == 0) return "nothing is counted";
        var expected = await Recomputed(counted[0].At);
        var (found, meant) = (Line(counted.Select(pulse => (pulse.Session!, pulse.Heat))), Line(expected.Select(session => (session.Session, session.Heat.Value))));
        return found == meant ? "" : $"counted {found}, but the archive says {meant}";
    }

    /// <summary>Cards and people of each session, by the archive.</summary>
    public async Task<string> ArchivedNumbers()
    {
        var cards = await hub.Read(db => db.Posts.AsNoTracking().Where(p => p.Event == Made.Event && p.ShownSeq > 0 && p.Session != null)
            .Select(p => new { p.Session, p.AuthorId }).ToListAsync());
        return string.Join(' ', cards.GroupBy(card => card.Session).OrderBy(session => session.Key, StringComparer.Ordinal)
            .Select(session => $"{session.Key}:{session.Count()}/{session.Select(card => card.AuthorId).Distinct().Count()}"));
    }

    public async Task<string> CountedNumbers() => string.Join(' ', (await Counted()).Where(pulse => pulse is { Session: not null, Posts: > 0 })
        .OrderBy(pulse => pulse.Session, StringComparer.Ordinal).Select(pulse => $"{pulse.Session}:{pulse.Posts}/{pulse.Authors}"));

    static string Line(IEnumerable<(string, double)> sessions) => string.Join(' ', sessions.Select(session => string.Create(CultureInfo.InvariantCulture, $"{session.Item1}={session.Item2}")));

    public ValueTask DisposeAsync() => hub.DisposeAsync();
}
