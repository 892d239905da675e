using System.Text.Json.Serialization;

namespace Backchannel.Contracts;

/// <summary>
/// One thing a network told us. Every change may arrive again (a source resumes with overlap, the bus redelivers) and changes nothing the second time.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "change")]
[JsonDerivedType(typeof(PostSeen), "seen")]
[JsonDerivedType(typeof(PostReposted), "reposted")]
[JsonDerivedType(typeof(PostDeleted), "deleted")]
[JsonDerivedType(typeof(AuthorHidden), "authorHidden")]
[JsonDerivedType(typeof(AuthorReturned), "authorReturned")]
[JsonDerivedType(typeof(AuthorRenamed), "authorRenamed")]
[JsonDerivedType(typeof(EchoHeard), "echo")]
public abstract record PostChange;

/// <summary>A post, new or edited: whichever version has the later <see cref="Post.EditedAt"/> stands.</summary>
/// <param name="Events">Slugs of the events it belongs to, by their hashtags or by the source's own setting; never empty.</param>
/// <param name="Post">As it stands now.</param>
/// <param name="Aliases">Other names a later deletion may use: <c>mastodon:server.example/109…</c>, an edited post's former ids. At most 8.</param>
/// <param name="Unlisted">The author asks not to be found: shown live, left out of search, recaps and exports.</param>
/// <param name="Session">The session its author chose, where the network lets one choose.</param>
/// <param name="ByHand">A moderator had put it in <paramref name="Session"/>, or with null taken it out of all of them, where it was exported: it stays so.</param>
public sealed record PostSeen(
    IReadOnlyList<string> Events, Post Post, IReadOnlyList<string> Aliases, bool Unlisted = false, string? Session = null, bool ByHand = false) : PostChange;

/// <summary>Somebody passed a post on. It counts for <paramref name="Original"/>, which is shown if only its repost was heard.</summary>
/// <param name="Events">As in <see cref="PostSeen"/>.</param>
/// <param name="RepostId">The repost's own id, in the form of <see cref="Post.Id"/>.</param>
/// <param name="By">Who passed it on.</param>
/// <param name="At">When.</param>
/// <param name="Original">What was passed on, as well as it is known: never replaces what was captured directly.</param>
public sealed record PostReposted(IReadOnlyList<string> Events, string RepostId, Author By, DateTimeOffset At, Post Original) : PostChange;

/// <summary>A post, or a repost, is gone at its network, or no longer carries the hashtag. Unknown ids are normal.</summary>
/// <param name="Id">A <see cref="Post.Id"/>, a repost's id, or an alias of either.</param>
public sealed record PostDeleted(string Id) : PostChange;

/// <summary>An account was taken down, suspended, deactivated or deleted: all its posts leave, until <see cref="AuthorReturned"/>.</summary>
public sealed record AuthorHidden(Network Network, string AuthorId, string Reason) : PostChange;

/// <summary>An account that was hidden is there again.</summary>
public sealed record AuthorReturned(Network Network, string AuthorId) : PostChange;

/// <summary>An account has another handle, name or picture: its cards follow.</summary>
public sealed record AuthorRenamed(Network Network, Author Author) : PostChange;

/// <summary>New counts for a post that is known.</summary>
public sealed record EchoHeard(string PostId, Echo Echo) : PostChange;
