using Backchannel.Web.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Backchannel.Web.Sessions;

/// <summary>The live parts of a session's page as HTML: each root element has an id, by which an open page finds what it takes the place of.</summary>
sealed class DigestParts(IServiceScopeFactory scopes, LiveFeed live, ILoggerFactory loggers)
{
    /// <summary>Of these only what the schedule says is live; how long it has been on each page knows by itself.</summary>
    const string Talk = nameof(SessionIntro);

    static readonly (string Name, Type Component)[] All =
    [
        (Talk, typeof(SessionIntro)), (nameof(StripChart), typeof(StripChart)), (nameof(CatchUp), typeof(CatchUp)),
        (nameof(Filmstrip), typeof(Filmstrip)), (nameof(LinksShared), typeof(LinksShared)),
    ];

    /// <summary>Makes them anew, and tells which have changed.</summary>
    public async Task<IReadOnlyList<string>> Make(DigestPlace place, SessionView view)
    {
        var changed = new List<string>();
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        foreach (var (name, component) in All)
        {
            if (name == Talk && ReferenceEquals(place.MadeOf.Session, view.Session)) continue;
            var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync(component, Parameters(name, view))).ToHtmlString());
            if (place.Parts.TryGetValue(name, out var last) && last == html) continue;
            place.Parts[name] = html;
            changed.Add(html);
        }
        place.MadeOf = (view.Session, view.Digest);
        return changed;
    }

    /// <summary>The <c>digest</c> event.</summary>
    public static ReadOnlyMemory<byte> Frame(IEnumerable<string> parts) => new SseWriter().Event("digest", [.. parts.Select(SseWriter.Data)]).Written;

    ParameterView Parameters(string name, SessionView view)
    {
        var parameters = new Dictionary<string, object?> { ["View"] = view };
        if (name == Talk) parameters[nameof(SessionIntro.Viewers)] = live.Viewers(view.Event.Slug, view.Session.Id);
        return ParameterView.FromDictionary(parameters);
    }
}
