using System.Globalization;
using System.Net.Http.Headers;
using Backchannel.Contracts;
using Backchannel.Web.Access;
using Microsoft.AspNetCore.WebUtilities;

namespace Backchannel.Web.Live;

// The calendar of chats.
public sealed partial class HubClient
{
    /// <summary>Series that words occur in, with their meetings of the coming weeks.</summary>
    public async Task<IReadOnlyList<ChatListing>> Chats(string? q = null, CancellationToken cancellationToken = default) =>
        await Get<List<ChatListing>>(QueryHelpers.AddQueryString("api/chats", Given(("q", q))), cancellationToken) ?? [];

    /// <summary>All series, each with the meetings in a time that are not as its rule alone has them.</summary>
    public async Task<IReadOnlyList<ChatListing>> EditedChats(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken = default) =>
        await Get<List<ChatListing>>(
            QueryHelpers.AddQueryString("api/chats", Given(("from", from.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)), ("to", to.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)), ("edited", "true"))),
            cancellationToken) ?? [];

    /// <summary>Hashtags of events and series that words occur in.</summary>
    public async Task<IReadOnlyList<HashtagInfo>> Hashtags(string? q, CancellationToken cancellationToken = default) =>
        await Get<List<HashtagInfo>>(QueryHelpers.AddQueryString("api/hashtags", Given(("q", q))), cancellationToken) ?? [];

    /// <summary>One hashtag; null for one that nobody uses here.</summary>
    public Task<HashtagDetail?> Hashtag(string tag, CancellationToken cancellationToken = default) =>
        Get<HashtagDetail>($"api/hashtags/{Uri.EscapeDataString(tag)}", cancellationToken);

    /// <summary>Days with posts; null where there is no such event.</summary>
    public Task<DayList?> Days(string slug, DateOnly? before, CancellationToken cancellationToken = default) =>
        Get<DayList>(QueryHelpers.AddQueryString($"{Path(slug)}/days", Given(("before", before?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))), cancellationToken);

    /// <summary>The posts of one day past a number; null where there is no such event.</summary>
    public Task<DayPosts?> Day(string slug, DateOnly day, long after, int limit, CancellationToken cancellationToken = default) =>
        Get<DayPosts>(string.Create(CultureInfo.InvariantCulture, $"{Path(slug)}/days/{day:yyyy-MM-dd}?after={after}&limit={limit}"), cancellationToken);

    /// <summary>Has series made of a calendar's entries.</summary>
    internal async Task<HubAnswer<ChatImportReport>> ImportChats(string token, Stream file, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(await _address.Find(cancellationToken), "api/chats/import")) { Content = new StreamContent(file) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var response = await _http.SendAsync(request, cancellationToken);
            return await HubAnswer<ChatImportReport>.Read(response, cancellationToken);
        }
        catch (Exception error) when (IsTrouble(error, cancellationToken))
        {
            return HubAnswer<ChatImportReport>.Away;
        }
    }

    static IEnumerable<KeyValuePair<string, string?>> Given(params (string Name, string? Value)[] values) =>
        values.Where(pair => !string.IsNullOrEmpty(pair.Value)).Select(pair => new KeyValuePair<string, string?>(pair.Name, pair.Value));
}
