using Backchannel.Contracts;

namespace Backchannel.Hub.People;

/// <summary>Somebody's account on one network.</summary>
readonly record struct Account(Network Network, string Id)
{
    public static Account Of(Post post) => new(post.Network, post.Author.Id);
}

/// <summary>What somebody said, as the people of an event are made of it.</summary>
/// <param name="Post">The words.</param>
/// <param name="Session">Where it is filed.</param>
/// <param name="Listed">Its author does not mind to be found.</param>
sealed record Said(Post Post, string? Session = null, bool Listed = true);
