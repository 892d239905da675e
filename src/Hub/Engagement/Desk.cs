using System.Collections.Concurrent;
using Backchannel.Contracts;
using Backchannel.Hub.Events;
using Backchannel.Text;

namespace Backchannel.Hub.Engagement;

/// <summary>Everything the desk of an event tells, at one moment. Spans of time are told apart when somebody asks for one, once for all who do.</summary>
sealed class Desk(KnownEvent known, Ledger ledger, DateTimeOffset now)
{
    readonly ConcurrentDictionary<(int Minutes, ChartSpan Span), Lazy<Contracts.Engagement>> _spans = new();

    /// <summary>What of it no span of time changes.</summary>
    public required Standing Standing { get; init; }

    public Contracts.Engagement Of(int minutes, ChartSpan span) => _spans.GetOrAdd((minutes, span), key => new(() => Make(key.Minutes, key.Span))).Value;

    Contracts.Engagement Make(int minutes, ChartSpan span)
    {
        // Up to this moment, and with what was made in it.
        var (from, to) = (now.AddMinutes(-minutes).AddTicks(1), now.AddTicks(1));
        lock (ledger)
            return new(
                known.Slug, now, minutes, Figures.Of(ledger.Cards, from, to), Figures.Of(ledger.Cards, from.AddMinutes(-minutes), from),
                Standing.Watching, Standing.QuestionsOpen, PostsOverTime.Chart(span, ledger.Cards, known.Sessions, known.Zone, now),
                Figures.Networks(ledger.Cards.Between(from, to)), Standing.Sources, Standing.Sessions, Standing.Rising, Standing.Alarms);
    }

    /// <summary>Hashtags that are no find: the event's own, its rooms' and its sessions', folded.</summary>
    public static HashSet<string> OwnTags(KnownEvent known) =>
        [.. known.Hashtags.Concat(known.Sessions.SelectMany(session => session.Hashtags)).Concat(known.Rooms.SelectMany(room => room.Hashtags)).Select(TextFold.Tag)];
}

/// <summary>What stands at a moment, whatever span of time is looked at.</summary>
sealed record Standing(
    int? Watching, int QuestionsOpen, IReadOnlyList<SourceReported> Sources, IReadOnlyList<SessionHeat> Sessions, Rising Rising, IReadOnlyList<Alarm> Alarms);
