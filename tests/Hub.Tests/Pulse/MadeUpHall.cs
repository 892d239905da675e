using Backchannel.Contracts;

namespace Backchannel.Hub.Tests.Pulse;

/// <summary>A post as counters see it.</summary>
readonly record struct MadeUpPost(DateTimeOffset At, string Session, string Author);

/// <summary>
/// A made-up conference of three hours: 40 sessions in 14 rooms, three an hour each, with a crowd of its own in each session, of whom some post much and most
/// little, at a pace of its own, from a workshop's half a post a minute to a keynote's twelve. All of it follows from the seed.
/// </summary>
sealed class MadeUpHall
{
    public static readonly DateTimeOffset Opens = new(2026, 9, 1, 9, 0, 0, TimeSpan.Zero);

    public const int Sessions = 40, Rooms = 14, SlotMinutes = 60, Minutes = 180;

    readonly Random _random;
    readonly List<MadeUpPost> _posts = [];
    readonly double[] _pace = new double[Sessions];

    public MadeUpHall(int seed)
    {
        _random = new(seed);
        // Spread evenly on a scale of ratios, as sizes of rooms are.
        for (var n = 0; n < Sessions; n++) _pace[n] = 0.5 * Math.Pow(24, _random.NextDouble());
        for (var n = 0; n < Sessions; n++) Post(n, StartOf(n) - TimeSpan.FromMinutes(3), StartOf(n) + TimeSpan.FromMinutes(SlotMinutes), _pace[n]);
    }

    public IReadOnlyList<SessionInfo> Programme { get; } =
        [.. Enumerable.Range(0, Sessions).Select(n => new SessionInfo(Id(n), $"About {n}", $"Room {n % Rooms}", null, [], StartOf(n), StartOf(n) + TimeSpan.FromMinutes(SlotMinutes), [], null))];

    /// <summary>In the order of time.</summary>
    public IReadOnlyList<MadeUpPost> Posts => [.. _posts.OrderBy(post => post.At)];

    public static string Id(int n) => $"s{n:00}";

    public static DateTimeOffset StartOf(int n) => Opens + TimeSpan.FromMinutes(n / Rooms * SlotMinutes);

    /// <summary>Sessions catch fire: one an hour, at a moment nobody knows.</summary>
    /// <param name="factor">How many times as many people post as before.</param>
    /// <param name="extra">At least so many more a minute: fewer would be no fire.</param>
    public IReadOnlyList<(string Session, DateTimeOffset From)> Burst(double factor, double extra)
    {
        var bursts = new List<(string, DateTimeOffset)>();
        for (var slot = 0; slot < Minutes / SlotMinutes; slot++)
        {
            var n = Math.Min(Sessions - 1, slot * Rooms + _random.Next(Rooms));
            var from = StartOf(n) + TimeSpan.FromMinutes(10 + 40 * _random.NextDouble());
            Post(n, from, from + TimeSpan.FromMinutes(5), Math.Max((factor - 1) * _pace[n], extra), crowd: 3);
            bursts.Add((Id(n), from));
        }
        return bursts;
    }

    /// <summary>One author posts 500 times into a session where nobody else does but perhaps one.</summary>
    /// <returns>The session.</returns>
    public string Flood(bool withCompany)
    {
        var n = _random.Next(Sessions);
        _posts.RemoveAll(post => post.Session == Id(n));
        var (from, span) = (StartOf(n), TimeSpan.FromMinutes(new[] { 2, 10, 55 }[_random.Next(3)]));
        for (var post = 0; post < 500; post++) _posts.Add(new(from + span * (post / 500.0), Id(n), "loud"));
        if (withCompany) _posts.Add(new(from + span / 2, Id(n), "polite"));
        return Id(n);
    }

    // Posts come by chance, at a steady rate. A fire brings in those who only listened.
    void Post(int n, DateTimeOffset from, DateTimeOffset to, double perMinute, int crowd = 1)
    {
        for (var at = from + Gap(perMinute); at < to; at += Gap(perMinute)) _posts.Add(new(at, Id(n), $"{n}-{Author(n, crowd)}"));
    }

    TimeSpan Gap(double perMinute) => TimeSpan.FromMinutes(-Math.Log(1 - _random.NextDouble()) / perMinute);

    // The first of a room posts far more than the last. Neighbours of a pace have crowds to match.
    int Author(int n, int crowd) => (int)(crowd * (10 + 15 * _pace[n]) * Math.Pow(_random.NextDouble(), 2));
}
