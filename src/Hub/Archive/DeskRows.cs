namespace Backchannel.Hub.Archive;

/// <summary>One line of an event's audit log. It holds ids and no words of a post's: what is gone is gone here too.</summary>
sealed class DecisionRow
{
    public required string Event { get; init; }

    /// <summary>From 1, without gaps.</summary>
    public required long Number { get; init; }

    /// <summary>The number of the first line of the same act, which may be about many posts: what is taken back is taken back as a whole.</summary>
    public required long First { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>Who decided: an account's id, or <c>key:…</c>.</summary>
    public required string By { get; init; }

    /// <summary>Their name, as it was then.</summary>
    public required string Name { get; init; }
    public required string Act { get; init; }
    public string? PostId { get; init; }

    /// <summary>The word, the author or the setting that it was about, where it was no post.</summary>
    public string? Subject { get; init; }
    public string? Why { get; init; }

    /// <summary>What undoing it goes back to, as JSON; null where it cannot be undone.</summary>
    public string? Before { get; init; }

    /// <summary>How long the post had waited for it.</summary>
    public long? WaitedMs { get; init; }

    /// <summary>The number of the decision that this one takes back.</summary>
    public long? Undoes { get; init; }
}

/// <summary>A post that one moderator is looking at, so that no other is handed it.</summary>
sealed class ReservationRow
{
    public required string Event { get; init; }
    public required string PostId { get; init; }
    public required string Moderator { get; set; }
    public required string Name { get; set; }
    public DateTimeOffset Until { get; set; }
}

/// <summary>How many posts of a network that limits it somebody has taken away on one day.</summary>
sealed class ExportRow
{
    public required string Caller { get; init; }

    /// <summary>Days since 1970, UTC.</summary>
    public required int Day { get; init; }
    public int Posts { get; set; }
}

/// <summary>What all screens of an event show in the place of posts; without a row, or with neither, posts.</summary>
sealed class ScreenRow
{
    public required string Event { get; init; }
    public bool Blank { get; set; }

    /// <summary>The post that is spotlit.</summary>
    public string? Spotlight { get; set; }
    public DateTimeOffset At { get; set; }
}
