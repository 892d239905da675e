namespace Backchannel.Web.Live;

/// <summary>Settings <c>Web:Live:…</c>: the defaults suit a hall as well as a laptop.</summary>
sealed class LiveOptions
{
    public const string Section = "Web:Live";

    /// <summary>Entries of each feed kept in memory: pages that come back within them cost the hub nothing.</summary>
    public int TailEntries { get; set; } = 1_000;

    /// <summary>The least time between two frames of a channel.</summary>
    public TimeSpan FrameEvery { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How often a quiet stream shows that it lives.</summary>
    public TimeSpan CommentEvery { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>A page that takes nothing for so long is let go.</summary>
    public TimeSpan WriteTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the hub is asked for events.</summary>
    public TimeSpan EventsEvery { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The least time between two askings for an event's programme.</summary>
    public TimeSpan SessionsEvery { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The first wait before the hub is tried again; doubled each time, with jitter.</summary>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest wait before the hub is tried again.</summary>
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a page may wait for the hub to answer about something this process does not know yet.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(5);
}
