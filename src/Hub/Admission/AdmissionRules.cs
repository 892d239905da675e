using Backchannel.Contracts;
using Backchannel.Hub.Archive;
using Backchannel.Hub.Events;
using Backchannel.Text;

namespace Backchannel.Hub.Admission;

/// <summary>What becomes of a post, and why: <paramref name="Reason"/> is in words, null for one that is simply shown.</summary>
readonly record struct Verdict(PostState State, string? Reason = null);

/// <summary>
/// Decides whether a post is shown, held or refused: the first rule that speaks, decides. Pure; made once per event and policy.
/// </summary>
sealed class AdmissionRules
{
    readonly EventPolicy _policy;
    readonly WordFilter _words;
    readonly HashSet<string> _blocked, _trusted;

    public AdmissionRules(EventPolicy policy)
    {
        _policy = policy;
        _words = new(policy.BlockedWords ?? []);
        _blocked = [.. (policy.BlockedAuthors ?? []).Select(AuthorKey)];
        _trusted = [.. (policy.TrustedAuthors ?? []).Select(AuthorKey)];
    }

    public Verdict Admit(Post post, bool onlyReposted)
    {
        if (Names(_blocked, post)) return new(PostState.Refused, "its author is blocked");
        if (_words.Find(Texts(post)) is { } word) return new(PostState.Held, $"blocked word: {word}");
        if (post.Sensitive && _policy.HoldSensitive) return new(PostState.Held, "marked sensitive");
        if (post.ReplyTo is not null && _policy.RefuseReplies) return new(PostState.Refused, "answers are left out");
        if (onlyReposted && _policy.RefuseReposts) return new(PostState.Refused, "reposts are left out");
        if (post.Author.Bot && _policy.RefuseBots) return new(PostState.Refused, "automated accounts are left out");
        if (Names(_trusted, post)) return new(PostState.Shown);
        return _policy.Mode == AdmissionMode.Approve ? new(PostState.Held, "waits for approval") : new(PostState.Shown);
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

    static IEnumerable<string?> Texts(Post post) =>
    [
        post.Text, post.Author.Name, post.Author.Handle, post.Warning, post.Card?.Title, post.Card?.Description,
        .. post.Media.Select(media => media.Alt),
    ];
}
