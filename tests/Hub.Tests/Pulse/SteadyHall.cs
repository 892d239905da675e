using Backchannel.Contracts;

namespace Backchannel.Hub.Tests.Pulse;

/// <summary>Ten large sessions in which as many post in every minute, give or take chance, and a small one that is twice as lively from its half on.</summary>
sealed class SteadyHall
{
    public const string Small = "small";

    const int Minutes = 90;

    readonly Random _random;
    readonly List<MadeUpPost> _posts = [];

    public SteadyHall(int seed, double steady, double small)
    {
        _random = new(seed);
        for (var n = 0; n < 10; n++) Post($"steady-{n}", 0, Minutes, steady);
        Post(Small, 0, Minutes, small);
        Post(Small, Minutes / 2, Minutes, small);
    }

    public DateTimeOffset Doubles { get; } = MadeUpHall.Opens.AddMinutes(Minutes / 2);

    public IReadOnlyList<SessionInfo> Programme { get; } =
        [.. Enumerable.Range(0, 10).Select(n => $"steady-{n}").Append(Small).Select(id => new SessionInfo(id, id, id, null, [], MadeUpHall.Opens, MadeUpHall.Opens.AddMinutes(Minutes), [], null))];

    public IReadOnlyList<MadeUpPost> Posts => [.. _posts.OrderBy(post => post.At)];

    void Post(string session, int from, int to, double perMinute)
    {
        for (var at = from + Gap(perMinute); at < to; at += Gap(perMinute))
            _posts.Add(new(MadeUpHall.Opens.AddMinutes(at), session, $"{session}-{_random.Next((int)(30 * perMinute))}"));
    }

    double Gap(double perMinute) => -Math.Log(1 - _random.NextDouble()) / perMinute;
}
