namespace Backchannel.Demo;

/// <summary>Finds the sentences, and puts names and hashtags into them.</summary>
sealed partial class Timeline
{
    readonly Dictionary<string, Bag<string>> _bags = [];

    internal static string Fill(string sentence, Slot slot) => sentence
        .Replace("{first}", slot.Speaker.Split(' ')[0], StringComparison.Ordinal)
        .Replace("{speaker}", slot.Speaker, StringComparison.Ordinal)
        .Replace("{topic}", slot.Topic, StringComparison.Ordinal)
        .Replace("{code}", slot.Info.Code, StringComparison.Ordinal)
        .Replace("{title}", slot.Info.Title, StringComparison.Ordinal)
        .Replace("{room}", slot.Info.Room switch { "Main hall" => "the main hall", "Lighthouse" => "the Lighthouse", var room => room }, StringComparison.Ordinal);

    /// <summary>Half of the people give both hashtags, the others one of them, or the room's.</summary>
    /// <param name="own">The session's in any case.</param>
    string Tagged(string sentence, Slot? slot, bool own = false)
    {
        var tags = (slot?.Info.Hashtags is [var tag, ..] ? tag : null, own ? 0.75 * _random.NextDouble() : _random.NextDouble()) switch
        {
            (null, _) => "#" + DemoConference.Slug,
            (var session, < 0.55) => $"#{session} #{DemoConference.Slug}",
            (var session, < 0.75) => $"#{session}",
            (_, < 0.85) => $"#{RoomTag(slot!)} #{DemoConference.Slug}",
            _ => "#" + DemoConference.Slug,
        };
        return char.ToUpperInvariant(sentence[0]) + sentence[1..] + " " + tags;
    }

    static string RoomTag(Slot slot) => DemoConference.Rooms.First(room => room.Name == slot.Info.Room).Hashtags[0];

    Slot Weighted(List<Slot> running)
    {
        var weights = running.ConvertAll(slot => slot.Info.Room switch { "Main hall" => 4, "Room B" => 3, _ => 2 });
        var at = _random.Next(weights.Sum());
        return running[weights.FindIndex(weight => (at -= weight) < 0)];
    }

    string DrawOf(string kind, IReadOnlyList<string>? from = null)
    {
        if (!_bags.TryGetValue(kind, out var bag)) _bags[kind] = bag = new(_random, from ?? Words.Of(kind));
        return bag.Draw();
    }
}
