using System.Net;
using Backchannel.Contracts;
using Backchannel.Web.Live;
using Backchannel.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Backchannel.Web.Figures;

/// <summary>
/// Part of a desk page that asks the hub again and again while it is open, in the name of who is signed in, and shows what it was told last while the
/// hub is away. It has something to show from its first rendering on, so that nothing blinks when the circuit takes over from the page.
/// </summary>
public abstract class Following<T> : ComponentBase, IDisposable where T : class
{
    readonly CancellationTokenSource _gone = new();
    int _asked, _heard;

    [Parameter] public required string Slug { get; set; }

    [CascadingParameter] public required Task<AuthenticationState> Authentication { get; set; }

    [Inject] public required HubClient Hub { get; set; }

    [Inject] public required LiveFeed Feed { get; set; }

    [Inject] public required NavigationManager Navigation { get; set; }

    [Inject] public required TimeProvider Clock { get; set; }

    /// <summary>Null before the hub has answered for the first time.</summary>
    protected T? Told { get; private set; }

    /// <summary>The event and its programme, as this process knows it.</summary>
    protected LiveView? View { get; private set; }

    /// <summary>The hub does not answer: what is shown is what it said last.</summary>
    protected bool Stale { get; private set; }

    protected abstract TimeSpan Every { get; }

    protected abstract Task<T> Ask(string token, CancellationToken stop);

    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        await Refresh();
        await base.SetParametersAsync(ParameterView.Empty);
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) _ = Follow();
    }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
        GC.SuppressFinalize(this);
    }

    protected string Title(string session) => View?.Sessions.FirstOrDefault(each => each.Id == session)?.Title ?? session;

    protected TimeZoneInfo Zone => View is null ? TimeZoneInfo.Utc : EventZone.Of(View.Event);

    /// <summary>Asks at once: something was done that changes the answer.</summary>
    protected Task AskAgain() => Refresh();

    async Task Follow()
    {
        using var timer = new PeriodicTimer(Every, Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_gone.Token))
            {
                await InvokeAsync(Refresh);
                await InvokeAsync(StateHasChanged);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or ObjectDisposedException) { }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    }

    async Task Refresh()
    {
        var (stop, asking) = (_gone.Token, ++_asked);
        try
        {
            View = await Feed.Open(Slug, null, 1, stop) ?? View;
            var told = await Ask(Caller.TokenOf((await Authentication).User) ?? "", stop);
            // Answers may come in another order than they were asked for.
            if (asking < _heard) return;
            (Told, Stale, _heard) = (told, false, asking);
        }
        catch (HttpRequestException refused) when (refused.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            Navigation.NavigateTo($"{CallerHandler.SignInPage}?to={Uri.EscapeDataString(new Uri(Navigation.Uri).PathAndQuery)}", forceLoad: true);
        }
        catch (Exception failure) when (failure is HubAwayException || HubClient.IsTrouble(failure, stop))
        {
            Stale |= asking > _heard;
        }
    }
}
