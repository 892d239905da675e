using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Backchannel.Contracts;
using Backchannel.Web.Cards;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Backchannel.Web.Live;

/// <summary>A rendered card, as HTML and as the <c>data:</c> lines of a stream.</summary>
sealed record Card(string Html, byte[] Lines);

/// <summary>
/// Renders <see cref="PostCard"/> once for each version of a post and its programme. A card lives as long as the feed entry it was made from, so nothing has to be evicted.
/// </summary>
sealed partial class CardCache(IServiceScopeFactory scopes, LiveMeter meter, ILoggerFactory loggers)
{
    readonly ConditionalWeakTable<FeedEntry, Rendered> _cards = [];
    // As many as were ever at work at once.
    readonly ConcurrentBag<Press<PostCard>> _presses = [];
    readonly ILogger _log = loggers.CreateLogger<CardCache>();

    /// <summary>The card; null where it cannot be rendered, which must not keep the others from the page.</summary>
    public Task<Card?> Get(FrameCard card, EventFeed feed)
    {
        var session = feed.Session(card.Entry.Session);
        var rendered = _cards.GetValue(card.Entry, _ => Later(card, session, feed));
        // Rendered before for a page that could not know where the post stands, and was given the number of its last change; or with another
        // programme: a post comes before the session that it was filed in.
        if (rendered.Position > card.Position || !ReferenceEquals(rendered.Session, session))
        {
            rendered = Later(card with { Position = Math.Min(rendered.Position, card.Position) }, session, feed);
            _cards.AddOrUpdate(card.Entry, rendered);
        }
        return rendered.Card.Value;
    }

    /// <summary>A component as HTML, outside of any page.</summary>
    public async Task<string> Html<T>(Dictionary<string, object?> parameters) where T : IComponent
    {
        await using var scope = scopes.CreateAsyncScope();
        // One renderer each time: it holds on to every component it ever rendered.
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        return await renderer.Dispatcher.InvokeAsync(
            async () => (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }

    Rendered Later(FrameCard card, SessionInfo? session, EventFeed feed) => new(card.Position, session, new Lazy<Task<Card?>>(() => Render(card, session, feed)));

    async Task<Card?> Render(FrameCard card, SessionInfo? session, EventFeed feed)
    {
        try
        {
            var html = await Print(new()
            {
                [nameof(PostCard.Entry)] = card.Entry.Seq == card.Position ? card.Entry : card.Entry with { Seq = card.Position },
                [nameof(PostCard.Session)] = session,
                [nameof(PostCard.Event)] = feed.Info,
            });
            meter.CardRendered();
            return new Card(html, SseWriter.Data(html));
        }
        catch (Exception error)
        {
            LogCardFailed(error, card.Entry.PostId);
            return null;
        }
    }

    async Task<string> Print(Dictionary<string, object?> parameters)
    {
        if (!_presses.TryTake(out var press)) press = new(scopes.CreateAsyncScope(), loggers);
        try
        {
            var html = await press.Print(parameters);
            _presses.Add(press);
            return html;
        }
        catch
        {
            await press.DisposeAsync();
            throw;
        }
    }

    [LoggerMessage(LogLevel.Error, "The card of {PostId} cannot be rendered and is left out.")]
    partial void LogCardFailed(Exception error, string postId);

    sealed record Rendered(long Position, SessionInfo? Session, Lazy<Task<Card?>> Card);
}
