using System.Globalization;
using System.Text.Json;

namespace Backchannel.Whole.Tests;

/// <summary>
/// A made-up event in the shape of a tweet archive: posts, and reposts of them or of posts that the archive does not hold itself.
/// </summary>
sealed class TweetArchive
{
    const int People = 400;
    static readonly DateTimeOffset Opening = new(2031, 5, 12, 7, 0, 0, TimeSpan.Zero);

    readonly Dictionary<string, string> _cards = [];

    TweetArchive(string path, int lines, int seed)
    {
        var random = new Random(seed);
        var known = new List<(long Id, int By, string Text)>();
        using var file = File.CreateText(path);
        for (var n = 0; n < lines; n++)
        {
            var at = Opening.AddSeconds(20 * n + random.Next(20));
            var (id, by) = (IdOf(at, n), random.Next(People));
            if (random.Next(100) < 28 || known.Count == 0)
            {
                var post = (id, by, Text(n));
                known.Add(post);
                file.WriteLine(Line(id, at, by, post.Item3, original: null));
                _cards[$"x:{id}"] = post.Item3;
            }
            else
            {
                // One repost in fifty is of something from before the archive.
                var original = random.Next(50) == 0 ? (IdOf(at.AddDays(-30), n), random.Next(People), Text(n)) : known[random.Next(known.Count)];
                file.WriteLine(Line(id, at, by, $"RT @{Handle(original.Item2)}: {original.Item3}", original));
                _cards[$"x:{original.Item1}"] = original.Item3;
                Reposts++;
            }
        }
        Path = path;
    }

    public string Path { get; }

    /// <summary>What must be on show in the end: texts by post id.</summary>
    public IReadOnlyDictionary<string, string> Cards => _cards;

    /// <summary>Lines that are folded into a card.</summary>
    public int Reposts { get; }

    public static TweetArchive Write(string path, int lines, int seed) => new(path, lines, seed);

    static string Line(long id, DateTimeOffset at, int by, string text, (long Id, int By, string Text)? original) => JsonSerializer.Serialize(new Dictionary<string, object?>
    {
        ["id"] = Text(id),
        ["created_at_ms"] = at.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        ["user_id"] = Text(9_000 + by),
        ["screen_name"] = Handle(by),
        ["name"] = $"Visitor {by}",
        ["text"] = text,
        ["lang"] = "en",
        ["is_retweet"] = original is not null,
        ["retweet_of_id"] = original is { } o ? Text(o.Id) : null,
        ["retweet_of_user"] = original is { } p ? Handle(p.By) : null,
        ["retweet_of_text"] = original?.Text,
    });

    static string Text(int n) => $"Line {n}: the tide turns at Tidewater, and the talk on moorings goes on #harbourconf";

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    static string Handle(int by) => $"visitor_{by}";

    // As the network makes them: milliseconds since its epoch above 22 bits.
    static long IdOf(DateTimeOffset at, int n) => (at.ToUnixTimeMilliseconds() - 1_288_834_974_657) << 22 | (uint)n;
}
