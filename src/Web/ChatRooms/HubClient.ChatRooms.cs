using System.Globalization;
using System.Net;
using Backchannel.Contracts;
using Microsoft.AspNetCore.WebUtilities;

namespace Backchannel.Web.Live;

// Chats: for whoever looks, and for their hosts.
public sealed partial class HubClient
{
    /// <summary>How far a chat has come; null where that session is none.</summary>
    public Task<ChatInfo?> Chat(string slug, string session, CancellationToken cancellationToken = default) =>
        GetChat<ChatInfo>($"{ChatPath(slug, session)}", cancellationToken);

    /// <summary>A chat as a page of it opens; null where that session is none.</summary>
    public Task<ChatRoom?> ChatRoom(string slug, string session, CancellationToken cancellationToken = default) =>
        GetChat<ChatRoom>($"{ChatPath(slug, session)}/room", cancellationToken);

    /// <summary>Posts of one question of a chat before a number, oldest first; with 0 those of none.</summary>
    public Task<FeedPage?> PostsOfQuestion(string slug, string session, int question, long before, int limit, CancellationToken cancellationToken = default) =>
        Get<FeedPage>(
            QueryHelpers.AddQueryString($"{Path(slug)}/posts", new Dictionary<string, string?>
            {
                ["session"] = session,
                ["question"] = question.ToString(CultureInfo.InvariantCulture),
                ["before"] = before.ToString(CultureInfo.InvariantCulture),
                ["limit"] = limit.ToString(CultureInfo.InvariantCulture),
            }),
            cancellationToken);

    /// <summary>A post's conversation by time; null where the post is not on show.</summary>
    public Task<FeedPage?> Thread(string slug, string post, CancellationToken cancellationToken = default) =>
        Get<FeedPage>($"{Path(slug)}/posts/thread/{Uri.EscapeDataString(post)}", cancellationToken);

    async Task<T?> GetChat<T>(string path, CancellationToken cancellationToken) where T : class
    {
        using var response = await _http.GetAsync(new Uri(await _address.Find(cancellationToken), path), cancellationToken);
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Conflict) return null;
        _ = response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<T>(ContractJson.Options, cancellationToken);
    }

    static string ChatPath(string slug, string session) => $"{Path(slug)}/sessions/{Uri.EscapeDataString(session)}/chat";
}
