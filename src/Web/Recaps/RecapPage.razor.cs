using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Web.Live;
using Backchannel.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace Backchannel.Web.Recaps;

/// <summary>The page of one recap.</summary>
public sealed partial class RecapPage
{
    RecapInfo? _recap;
    SessionInfo? _coming, _without;
    TimeSpan _comes;
    EventInfo? _event;
    TimeZoneInfo _zone = TimeZoneInfo.Utc;
    string _address = "", _body = "";
    string? _position;

    // Not "nothing is there yet": a page is rendered once before what it waits for has come.
    bool _isAway;

    [Parameter] public required string Slug { get; set; }

    [Parameter] public string? Id { get; set; }

    [Parameter] public string? Day { get; set; }

    [CascadingParameter] public HttpContext Http { get; set; } = default!;

    [Inject] LiveFeed Feed { get; set; } = default!;

    [Inject] IServiceProvider Services { get; set; } = default!;

    [Inject] PublicAddress Address { get; set; } = default!;

    [Inject] NavigationManager Navigation { get; set; } = default!;

    string Date => TimeZoneInfo.ConvertTime(_recap!.Start, _zone).ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);

    bool MayEdit => Http.Caller() is { } caller && caller.May(Role.Host, Slug) && caller.Leads(_recap!.Id);

    protected override async Task OnInitializedAsync()
    {
        try
        {
            // The position comes first: what goes while the recap is made is told by the stream once more.
            var open = await Feed.Open(Slug, null, 0, Http.RequestAborted);
            var id = Id ?? RecapInfo.DayPrefix + Day;
            var (shelved, comes) = open is null ? (null, null) : await Services.GetRequiredService<RecapShelf>().Get(open.Event, id, Caller.TokenOf(Http.User), Http.RequestAborted);
            if (shelved is null && open?.Sessions.FirstOrDefault(session => session.Id == Id) is { } session)
            {
                _event = open.Event;
                if (comes is { } left) (_coming, _comes) = (session, left);
                else _without = session;
                return;
            }
            if (shelved is null || (Id is null) != (shelved.Recap.Kind == RecapKind.Day))
            {
                Navigation.NotFound();
                return;
            }
            (_body, _recap) = (await shelved.Body.Value, shelved.Recap);
            (_event, _position, _zone) = (open!.Event, open.Position, EventZone.Of(open.Event));
            _address = Address.Of(Http.Request) + RecapLinks.Of(Slug, _recap.Id);
        }
        catch (Exception failure) when (failure is HubAwayException || HubClient.IsTrouble(failure, Http.RequestAborted))
        {
            _isAway = true;
        }
    }
}
