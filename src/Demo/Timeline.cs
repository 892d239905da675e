using System.Globalization;
using Backchannel.Contracts;

namespace Backchannel.Demo;

/// <summary>
/// Makes up one run, from its beginning to its end. At each moment of <see cref="Moments"/> somebody says something; what follows from it
/// (reposts, likes, an edit, a deletion) is queued and comes out when it is due, so that steps leave in order although only what lies just
/// ahead has been thought of.
/// </summary>
sealed partial class Timeline(DateTimeOffset start)
{
    static readonly TimeSpan Remembered = TimeSpan.FromMinutes(3);

    readonly long _run = DemoConference.CurrentRun(start);
    readonly Random _random = new((int)(DemoConference.CurrentRun(start) % 100_000) * 7919 + 2026);
    readonly PriorityQueue<(DateTimeOffset At, Func<PostChange?> Change), (long Ticks, int Order)> _ahead = new();
    readonly List<Said> _said = [];
    int _queued;
    int _made;

    /// <summary>Call once: a timeline is used up by being told.</summary>
    public IEnumerable<DemoStep> Steps()
    {
        Prepare();
        var index = 0;
        foreach (var moment in Moments().Append(start + DemoConference.RunLength))
        {
            while (_ahead.TryPeek(out var next, out _) && next.At < moment)
            {
                _ahead.Dequeue();
                if (next.Change() is { } change) yield return new(index++, next.At, change);
            }
            if (moment < start + DemoConference.RunLength) Speak(moment);
        }
    }

    /// <summary>Somebody speaks about every five seconds, a little more often during a talk than in a break.</summary>
    IEnumerable<DateTimeOffset> Moments()
    {
        for (var second = 2.0; second < DemoConference.RunLength.TotalSeconds; second += Gap(second) * (0.4 + 1.2 * _random.NextDouble()))
            yield return start + TimeSpan.FromMilliseconds(Math.Floor(second * 1000));
    }

    static double Gap(double second) => PhaseAt(second) switch { "general" => 4.9, "evening" => 5.0, _ => 5.8 };

    /// <summary>What is on in that second of a run, as the kind of the sentences that fit it.</summary>
    static string PhaseAt(double second) => (second % DemoConference.DayLength.TotalSeconds) switch
    {
        < 50 => "arrive",
        >= 240 and < 265 or >= 385 and < 400 or >= 520 and < 555 => "break",
        >= 675 => "evening",
        _ => "general",
    };

    void Queue(DateTimeOffset at, Func<PostChange?> change) => _ahead.Enqueue((at, change), (at.Ticks, _queued++));

    /// <summary>A post that leaves at its own time, and is known from then on.</summary>
    Said Post(
        DateTimeOffset at, Person person, string text, string? language = "en", string? replyTo = null, Media? picture = null, bool question = false,
        Pointer? points = null)
    {
        _said.RemoveAll(old => at - old.At > Remembered);
        var said = new Said(at, person, new()
        {
            Id = NextId(person.Network),
            Network = person.Network,
            Author = person.Author,
            Url = person.Author.ProfileUrl is { } profile ? string.Create(CultureInfo.InvariantCulture, $"{profile}/posts/{_run}-{_made}") : null,
            Text = text,
            Spans = Pointer.Spans(text, points),
            Media = picture is null ? [] : [picture],
            CreatedAt = at,
            ReceivedAt = at,
            Language = language,
            ReplyTo = replyTo,
            Card = points?.Card,
            Question = question && person.Network == Network.Here,
        });
        _said.Add(said);
        Queue(at, () => Seen(said.Post));
        return said;
    }

    static PostSeen Seen(Post post) => new(DemoConference.Hashtags, post, []);

    string NextId(Network network) =>
        string.Create(CultureInfo.InvariantCulture, $"{network.ToString().ToLowerInvariant()}:demo-{_run}-{++_made}");

    TimeSpan Seconds(double from, double to) => TimeSpan.FromMilliseconds(Math.Floor(1000 * (from + (to - from) * _random.NextDouble())));

    bool Chance(double probability) => _random.NextDouble() < probability;

    /// <summary>A post on its way through the run.</summary>
    sealed class Said(DateTimeOffset at, Person by, Post post)
    {
        public DateTimeOffset At { get; } = at;

        public Person By { get; } = by;

        /// <summary>As it stands: an edit replaces it.</summary>
        public Post Post { get; set; } = post;

        public Slot? About { get; set; }

        public bool Deleted { get; set; }

        public int Reposts { get; set; }

        public int Replies { get; set; }
    }
}
