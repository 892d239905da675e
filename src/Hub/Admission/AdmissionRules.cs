using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Text;

namespace Backchannel.Hub.Admission;

/// <summary>
/// What becomes of a post, and why: <paramref name="Reason"/> is in words, null for one that is simply shown. One with a <paramref name="Delay"/> is
/// held for that long only.
/// </summary>
readonly record struct Verdict(PostState State, string? Reason = null, TimeSpan? Delay = null);

/// <summary>
/// Decides whether a post is shown, held or refused: the first rule that speaks, decides. Pure; made once per event and policy.
/// </summary>
sealed class AdmissionRules
{
    readonly EventPolicy _policy;
    readonly WordFilter _words;
    readonly HashSet<string> _blocked, _trusted, _hashtags, _languages;
    readonly Dictionary<string, RoomPolicy> _rooms;

    public AdmissionRules(EventPolicy policy)
    {
        _policy = policy;
        _words = new([.. policy.BlockedWords ?? [], .. policy.DefaultWords ? DefaultWords.All : []]);
        _blocked = [.. (policy.BlockedAuthors ?? []).Select(AuthorKey)];
        _trusted = [.. (policy.TrustedAuthors ?? []).Select(AuthorKey)];
        _hashtags = [.. (policy.BlockedHashtags ?? []).Select(TextFold.Tag)];
        _languages = new(policy.BlockedLanguages ?? [], StringComparer.OrdinalIgnoreCase);
        _rooms = (policy.Rooms ?? []).ToDictionary(room => room.Room);
    }

    /// <summary>Posts of one author that are shown in a minute; 0 for any number.</summary>
    public int MostPerMinute => _policy.MostPerMinute;

    /// <param name="post">As it stands.</param>
    /// <param name="onlyReposted">It is known through a repost alone.</param>
    /// <param name="room">Where the session is that it is filed in, if it is in one.</param>
    public Verdict Admit(Post post, bool onlyReposted, string? room)
    {
        if (Names(_blocked, post)) return new(PostState.Refused, "its author is blocked");
        if (_words.Find(Texts(post)) is { } word) return new(PostState.Held, $"blocked word: {word}");
        if (post.Sensitive && _policy.HoldSensitive) return new(PostState.Held, "marked sensitive");
        if (LeftOut(post, onlyReposted) is { } why) return new(PostState.Refused, why);
        return Names(_trusted, post) ? new(PostState.Shown) : ByMode(room is null ? null : _rooms.GetValueOrDefault(room));
    }

    string? LeftOut(Post post, bool onlyReposted) => post switch
    {
        _ when Blocked(post) is { } hashtag => $"hashtag of another event: #{hashtag}",
        { Language: { } language } when _languages.Contains(language.Split('-', '_')[0]) => $"language: {language}",
        { ReplyTo: not null } when _policy.RefuseReplies => "answers are left out",
        _ when onlyReposted && _policy.RefuseReposts => "reposts are left out",
        { Author.Bot: true } when _policy.RefuseBots => "automated accounts are left out",
        _ => null,
    };

    string? Blocked(Post post) => _hashtags.Count == 0
        ? null
        : post.Spans.FirstOrDefault(span => span.Kind == SpanKind.Hashtag && _hashtags.Contains(TextFold.Tag(span.Value)))?.Value;

    Verdict ByMode(RoomPolicy? room)
    {
        var seconds = room?.DelaySeconds ?? _policy.DelaySeconds;
        return (room?.Mode ?? _policy.Mode) switch
        {
            AdmissionMode.Approve => new(PostState.Held, "waits for approval"),
            AdmissionMode.Delay => new(PostState.Held, $"shown after {seconds} s unless refused", TimeSpan.FromSeconds(seconds)),
            _ => new(PostState.Shown),
        };
    }

    /// <summary>The organizers trust what this author posts.</summary>
    public bool Trusts(Network network, Author author) => Names(_trusted, network, author);

    static bool Names(HashSet<string> authors, Post post) => Names(authors, post.Network, post.Author);

    static bool Names(HashSet<string> authors, Network network, Author author) =>
        authors.Count > 0
        && (authors.Contains(AuthorKey($"{Prefix(network)}{author.Handle}")) || authors.Contains(AuthorKey($"{Prefix(network)}{author.Id}")));

    static string Prefix(Network network) => $"{network.ToString().ToLowerInvariant()}:";

    /// <summary>One spelling of <c>network:handle</c> or <c>network:id</c>. The @ before a handle is a habit, the one inside names the server.</summary>
    internal static string AuthorKey(string author) => TextFold.Fold(author.Replace(" ", "", StringComparison.Ordinal).Replace(":@", ":", StringComparison.Ordinal));

    /// <summary>All of it that people read.</summary>
    public static IEnumerable<string?> Texts(Post post) =>
    [
        post.Text, post.Author.Name, post.Author.Handle, post.Warning, post.Card?.Title, post.Card?.Description,
        .. post.Media.Select(media => media.Alt),
    ];
}
