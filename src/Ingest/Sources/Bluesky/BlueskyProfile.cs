using System.Text.Json;
using Backchannel.Contracts;

namespace Backchannel.Ingest.Sources.Bluesky;

/// <summary>An account as the AppView shows it to people who are not logged in.</summary>
/// <param name="OptedOut">It asks not to be shown to them, or the network does: nothing of it may reach a page.</param>
sealed record BlueskyProfile(Author Author, bool OptedOut)
{
    const int LongestName = 200;

    /// <summary>Null where it has no name to go by.</summary>
    public static BlueskyProfile? Parse(JsonElement profile)
    {
        if (profile.Text("did") is not { } did || !AtNames.IsDid(did)) return null;
        var labels = profile.Items("labels").Where(IsSet).Select(label => label.Text("val")).OfType<string>().ToList();
        var handle = profile.Text("handle") is { } named && AtNames.IsHandle(named) ? named : did;
        var author = new Author(
            did, handle, profile.Line("displayName", LongestName) ?? handle, WebAddress.Secure(profile.Text("avatar")), AtNames.ProfileUrl(handle), labels.Contains("bot"));
        return new(author, labels.Exists(SelfLabels.Withholds));
    }

    /// <summary>Under another handle.</summary>
    public Author Named(string? handle) => handle is null || !AtNames.IsHandle(handle) || handle == Author.Handle
        ? Author
        : Author with { Handle = handle, Name = Author.Name == Author.Handle ? handle : Author.Name, ProfileUrl = AtNames.ProfileUrl(handle) };

    static bool IsSet(JsonElement label) => label.Flag("neg") != true;
}
