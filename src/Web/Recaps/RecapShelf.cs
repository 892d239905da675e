using System.Collections.Concurrent;
using Backchannel.Contracts;
using Backchannel.Web.Live;
using Backchannel.Web.Shell;

namespace Backchannel.Web.Recaps;

/// <summary>
/// Recaps as pages show them, rendered once for all who open them. The hub is asked each time whether it stands, so that what is gone is gone; the posts are
/// sent, and their cards made, only where it does not.
/// </summary>
sealed class RecapShelf(HubClient hub, CardCache cards)
{
    const int MostKept = 16;

    readonly ConcurrentDictionary<(string Event, string Id), Shelved> _shelf = new();

    /// <summary>Without a recap there is none for whoever asks; perhaps it comes in a while.</summary>
    public async Task<(Shelved? Shelved, TimeSpan? Comes)> Get(EventInfo info, string id, string? token, CancellationToken cancellationToken)
    {
        var held = _shelf.GetValueOrDefault((info.Slug, id));
        var (recap, tag, comes) = await hub.Recap(info.Slug, id, token, held?.Tag, cancellationToken);
        if (tag is null) return (null, comes);
        if (recap is null) return (held, null);
        if (_shelf.Count >= MostKept) _shelf.Clear();
        return (_shelf[(info.Slug, id)] = new(recap, tag, new(() => cards.Html<RecapBody>(new()
        {
            [nameof(RecapBody.Recap)] = recap,
            [nameof(RecapBody.Event)] = info,
            [nameof(RecapBody.Zone)] = EventZone.Of(info),
        }))), null);
    }

    /// <param name="Recap">As it stands.</param>
    /// <param name="Tag">Its name.</param>
    /// <param name="Body">What its page shows of it.</param>
    public sealed record Shelved(RecapInfo Recap, string Tag, Lazy<Task<string>> Body);
}
