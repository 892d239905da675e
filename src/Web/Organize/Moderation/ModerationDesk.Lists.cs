using Backchannel.Contracts;
using Microsoft.AspNetCore.Components;

namespace Backchannel.Web.Organize.Moderation;

// Which posts are before the moderator, which one they look at, and which are selected.
public sealed partial class ModerationDesk
{
    int Count(QueueList list) => _page?.Counts is not { } counts ? 0 : list switch
    {
        QueueList.Waiting => Math.Max(0, counts.Waiting - (_list == QueueList.Waiting ? _queue.Away : 0)),
        QueueList.Shown => counts.Shown,
        QueueList.Refused => counts.Refused,
        _ => counts.Saved,
    };

    async Task Open(QueueList list)
    {
        Touch();
        if (list == _list) return;
        var left = _list;
        (_list, _page, _said) = (list, null, "");
        _queue.Clear();
        // Nobody can look at two lists at once.
        if (left == QueueList.Waiting) await Release();
        await Refresh();
    }

    Task Narrow(ChangeEventArgs change)
    {
        Touch();
        _session = change.Value as string ?? "";
        return Reload();
    }

    Task Reload()
    {
        Touch();
        Clear();
        return Refresh();
    }

    void Clear()
    {
        _page = null;
        _queue.Clear();
    }

    async Task More()
    {
        Touch();
        if (_queue.Cards is not [.., var last]) return;
        var asking = _queue.Ask();
        var answer = await Try(() => Hub.Queue(_token, Slug, _list, NullIfEmpty(_session), last.Id, PageSize, _closing.Token));
        if (answer?.Answer is not { } page || !_queue.IsOpen(asking) || _page is null) return;
        _queue.Append(page.Items);
        _page = _page with { More = page.More };
    }

    void Move(int by)
    {
        Touch();
        _queue.Move(by);
    }

    void FocusOn(DeskCard card)
    {
        Touch();
        _queue.FocusOn(card.Id);
    }

    void Select(Action select)
    {
        Touch();
        select();
        _said = _queue.Selected > 0 ? $"{QueueWords.Posts(_queue.Selected)} selected." : "None selected.";
    }
}
