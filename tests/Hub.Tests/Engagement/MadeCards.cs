using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Engagement;

namespace Backchannel.Hub.Tests.Engagement;

/// <summary>Made-up cards, by how many minutes ago they were made.</summary>
static class MadeCards
{
    public static readonly DateTimeOffset Now = Made.Noon;

    static int _made;

    public static Card Card(double ago, int by = 1, string? session = null, bool reply = false, Traits traits = Traits.None, Network network = Network.Bluesky, string? id = null) =>
        new(id ?? Interlocked.Increment(ref _made).ToString("D9", CultureInfo.InvariantCulture), Now.AddMinutes(-ago), network, by, reply, session, traits, Listed: true);

    /// <summary>One each so many minutes, each by somebody else.</summary>
    public static IEnumerable<Card> Steady(double from, double to, double every, string? session = null)
    {
        for (var ago = from; ago >= to; ago -= every) yield return Card(ago, (int)(ago * 1_000), session);
    }

    public static CardsInOrder InOrder(params IEnumerable<Card> cards) => new(cards);

    public static SessionInfo Session(string id, double startsIn, double lasts = 60, string room = "Pier room", string? title = null) =>
        Made.Session(id, id) with { Title = title ?? $"About {id}", Room = room, Start = Now.AddMinutes(startsIn), End = Now.AddMinutes(startsIn + lasts) };
}
