using Backchannel.Contracts;
using Backchannel.Hub.Admission;
using Backchannel.Text;

namespace Backchannel.Hub.People;

/// <summary>By what an account is named: in the programme, in a mention, by somebody who asks to be left out. Pure.</summary>
static class Names
{
    /// <summary><c>network:handle</c>, folded; of our own page the name.</summary>
    public static string Key(Network network, string handle) => AdmissionRules.AuthorKey($"{network.ToString().ToLowerInvariant()}:{handle.Trim().TrimStart('@')}");

    /// <summary>All keys that mean this account: its id, its handle, its profile's address.</summary>
    public static IEnumerable<string> Of(Network network, Author author)
    {
        yield return Key(network, author.Id);
        if (author.Handle.Length > 0) yield return Key(network, author.Handle);
        if (author.ProfileUrl is { Length: > 0 } profile) yield return Key(network, profile);
    }

    /// <summary>
    /// What a mention may mean, the likeliest first. Networks write the profile's address, which ends in a handle or an id; on Mastodon the server is
    /// part of the handle.
    /// </summary>
    public static IEnumerable<string> OfMention(Network network, string mention)
    {
        if (!Uri.TryCreate(mention, UriKind.Absolute, out var address) || address.Host.Length == 0) return [Key(network, mention)];
        var last = Uri.UnescapeDataString(address.Segments[^1].TrimEnd('/')).TrimStart('@');
        return [Key(network, mention), Key(network, $"{last}@{address.Host}"), Key(network, last)];
    }

    /// <summary>How people type themselves: in any case, with or without an @.</summary>
    public static string Typed(string name) => TextFold.Fold(name.Trim().TrimStart('@', '＠').Trim());
}
