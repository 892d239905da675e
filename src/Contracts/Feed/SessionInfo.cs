namespace Backchannel.Contracts;

/// <summary>One talk, chat or break, as <c>GET /api/events/{event}/sessions</c> gives it.</summary>
/// <param name="Id">Letters, digits and hyphens; stays when the session moves.</param>
/// <param name="Title">Plain text.</param>
/// <param name="Room">Null for one without a room.</param>
/// <param name="Track">Null for one without a track.</param>
/// <param name="Speakers">Names, in the programme's order.</param>
/// <param name="Start">UTC.</param>
/// <param name="End">UTC.</param>
/// <param name="Hashtags">Its own, without #; where the schedule has none, one that the event proposes (<see cref="Proposed"/>).</param>
/// <param name="Abstract">Plain text.</param>
public sealed record SessionInfo(
    string Id, string Title, string? Room, string? Track, IReadOnlyList<string> Speakers, DateTimeOffset Start, DateTimeOffset End,
    IReadOnlyList<string> Hashtags, string? Abstract)
{
    /// <summary>Plain text.</summary>
    public string? Subtitle { get; init; }

    /// <summary>Its page at the conference's own site, http or https: a post that links there belongs to it.</summary>
    public string? Url { get; init; }

    /// <summary>What the schedule calls it for short (pretalx: <c>code</c>): a post that names it belongs to it.</summary>
    public string? Code { get; init; }

    /// <summary>The schedule's own word for what it is: talk, workshop, break.</summary>
    public string? Kind { get; init; }

    /// <summary>BCP 47.</summary>
    public string? Language { get; init; }

    /// <summary>Its speakers' accounts as <c>network:handle</c>, where the schedule tells them; in no particular order.</summary>
    public IReadOnlyList<string> SpeakerHandles { get; init; } = [];

    /// <summary>Where to watch it from afar, http or https.</summary>
    public string? WatchUrl { get; init; }

    /// <summary>The schedule does not list it any more. It keeps its page and its posts and is left out of the programme.</summary>
    public bool Cancelled { get; init; }

    /// <summary>It is a chat: led by hosts, with questions. <c>GET …/sessions/{session}/chat</c> tells how far it has come. It says so and is not to be said.</summary>
    public bool Chat { get; init; }

    /// <summary>
    /// The event proposed <see cref="Hashtags"/>, as its schedule has none. They file a post and bring none in: people post them beside the event's
    /// own, for no network can be asked for hundreds.
    /// </summary>
    public bool Proposed { get; init; }
}

/// <summary>A room of an event and the hashtags that mean whatever is on in it.</summary>
/// <param name="Name">As the schedule writes it.</param>
/// <param name="Hashtags">Without #.</param>
/// <param name="Proposed">The event proposed them, as in <see cref="SessionInfo.Proposed"/>.</param>
public sealed record RoomInfo(string Name, IReadOnlyList<string> Hashtags, bool Proposed);
