using System.Net;
using Backchannel.Contracts;
using Backchannel.Web.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Backchannel.Web.Organize.Moderation;

/// <summary>
/// Asks the hub once a second for the posts reserved to this moderator, and renews that by asking: a page that is closed frees them at once, one that
/// crashed within half a minute, one that is left open once nobody has touched it for a while.
/// </summary>
public sealed partial class ModerationDesk : ComponentBase
{
    const int AtOnce = 25, PageSize = 50;
    static readonly TimeSpan Every = TimeSpan.FromSeconds(1), Patience = TimeSpan.FromMinutes(5);

    readonly CancellationTokenSource _closing = new();
    readonly DeskQueue _queue = new();

    // One after the other, as they were made: what is taken back is the latest, also where the hub has not answered it yet.
    readonly SemaphoreSlim _inOrder = new(1);
    EventInfo? _event;
    IReadOnlyList<SessionInfo> _sessions = [];
    Caller? _caller;
    QueuePage? _page;
    QueueList _list;
    string _token = "", _session = "", _said = "";
    string? _gone;
    DateTimeOffset _now, _touched;
    bool _help, _stale, _paused;
    int _fresh;
    Task _running = Task.CompletedTask;

    [Parameter, EditorRequired] public required string Slug { get; set; }

    [CascadingParameter] public required Task<AuthenticationState> SignedIn { get; set; }

    [Inject] public required HubClient Hub { get; set; }

    [Inject] public required LiveFeed Feed { get; set; }

    [Inject] public required NavigationManager Navigation { get; set; }

    [Inject] public required TimeProvider Clock { get; set; }

    bool IsModerator => _caller?.Role >= Role.Moderator;

    (string Title, string Words) Empty => _list switch
    {
        QueueList.Waiting when _page is { Counts.Waiting: > 0, Others: [_, ..] } => ("Nothing left for you", "What still waits is before somebody else’s eyes. What they leave comes here by itself."),
        QueueList.Waiting => ("Nothing waits", "New posts come here by themselves, oldest first."),
        QueueList.Shown => ("Nothing is on show", "Posts come here once they are."),
        QueueList.Refused => ("Nothing was refused", "What the rules or a moderator refuse, or take off, is kept here."),
        _ => ("Nothing is saved", "What you save for later is kept here, off show."),
    };

    /// <summary>Not on the server's first rendering of the page, which would take posts for nobody.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        var user = (await SignedIn).User;
        (_caller, _token, _now, _touched) = (Caller.Of(user), Caller.TokenOf(user) ?? "", Clock.GetUtcNow(), Clock.GetUtcNow());
        _running = Run();
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _running;
        _closing.Dispose();
        _inOrder.Dispose();
        if (_token.Length > 0) await Release();
    }

    async Task Run()
    {
        using var timer = new PeriodicTimer(Every, Clock);
        try
        {
            do await InvokeAsync(Refresh);
            while (await timer.WaitForNextTickAsync(_closing.Token));
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested) { }
    }

    async Task Refresh()
    {
        try
        {
            if (await Feed.Open(Slug, null, 0, _closing.Token) is { } view)
                (_event, _sessions) = (view.Event, [.. view.Sessions.Where(session => !session.Cancelled)]);
            _now = Clock.GetUtcNow();
            if (!_paused && _now - _touched > Patience) await Pause();
            if (!_paused && _event is not null) await Ask();
            _stale = false;
        }
        catch (Exception trouble) when (trouble is HubAwayException || HubClient.IsTrouble(trouble, _closing.Token))
        {
            _stale = true;
        }
        StateHasChanged();
    }

    async Task Ask()
    {
        var (list, session, asking) = (_list, _session, _queue.Ask());
        var answer = list == QueueList.Waiting
            ? await Hub.TakePosts(_token, Slug, new(AtOnce, NullIfEmpty(session)), _closing.Token)
            : await Hub.Queue(_token, Slug, list, NullIfEmpty(session), null, PageSize, _closing.Token);
        if (answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound) TakeAway(answer);
        if (answer.Answer is not { } page || !_queue.Hear(asking)) return;
        _gone = null;
        var first = _page is null;
        if (list == QueueList.Waiting) (_page, _fresh) = (page, 0);
        else Compare(page, first);
        if (first || list == QueueList.Waiting) _queue.Merge(page.Items, grows: true);
    }

    // Held posts do not stay before the eyes of somebody whose they are not any more.
    void TakeAway(DeskAnswer<QueuePage> answer)
    {
        _queue.Clear();
        (_page, _gone) = (null, answer.Trouble);
        if (answer.Status != HttpStatusCode.NotFound) SignIn(more: answer.Status == HttpStatusCode.Forbidden);
    }

    // A list that is newest first would push down what one reads: what is new waits until it is asked for.
    void Compare(QueuePage page, bool first)
    {
        var last = page.Items.Count > 0 ? page.Items[^1].ReceivedAt : DateTimeOffset.MinValue;
        _fresh = first ? 0 : page.Items.TakeWhile(item => !_queue.Knows(item.Post.Id)).Count();
        _page = first ? page : page with { More = _page!.More };
        if (first) return;
        // What lies past the stretch that was read may well still be there.
        _queue.Merge([.. page.Items, .. _queue.Cards.Where(card => page.More && card.Item.ReceivedAt <= last && page.Items.All(item => item.Post.Id != card.Id)).Select(card => card.Item)], grows: false);
    }

    async Task Pause()
    {
        _paused = true;
        _queue.Clear();
        _page = null;
        await Release();
    }

    async Task Release()
    {
        try
        {
            await Hub.ReleasePosts(_token, Slug, CancellationToken.None);
        }
        catch (Exception trouble) when (HubClient.IsTrouble(trouble, CancellationToken.None))
        {
            // The lease ends by itself.
        }
    }

    Task Resume()
    {
        Touch();
        _paused = false;
        return Refresh();
    }

    void Touch() => (_touched, _help) = (Clock.GetUtcNow(), false);

    void SignIn(bool more = false) =>
        Navigation.NavigateTo($"{CallerHandler.SignInPage}?to={Uri.EscapeDataString(new Uri(Navigation.Uri).PathAndQuery)}{(more ? "&more=true" : "")}", forceLoad: true);

    SessionInfo? SessionOf(QueueItem item) => item.Session is { } id ? _sessions.FirstOrDefault(session => session.Id == id) : null;

    static string? NullIfEmpty(string text) => text.Length > 0 ? text : null;
}
