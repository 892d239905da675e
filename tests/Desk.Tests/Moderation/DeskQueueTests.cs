using Backchannel.Web.Organize.Moderation;

namespace Backchannel.Desk.Tests.Moderation;

public class DeskQueueTests
{
    readonly DeskQueue _queue = new();

    public DeskQueueTests() => _queue.Merge(Items("a", "b", "c"), grows: true);

    [Fact]
    public void What_is_new_joins_at_the_end_whatever_the_order_in_which_it_is_told()
    {
        _queue.Merge(Items("d", "a", "b", "c"), grows: true);
        Assert.Equal("a b c d", Order());
    }

    [Fact]
    public void What_goes_leaves_but_for_the_one_that_is_looked_at()
    {
        _queue.Merge(Items("c"), grows: true);
        Assert.Equal(("a c", true), (Order(), _queue.Focused!.IsGone));
        Assert.Empty(_queue.Concerned);
        _queue.Move(1);
        Assert.Equal("c", Order());
    }

    [Fact]
    public void What_is_decided_leaves_at_once_and_does_not_come_back_with_news_from_before()
    {
        _queue.Send(_queue.Concerned);
        _queue.Merge(Items("a", "b", "c"), grows: true);
        Assert.Equal(("b c", "b"), (Order(), _queue.Focused!.Id));
        _queue.Sent(["a"]);
        _queue.Merge(Items("b", "c"), grows: true);
        Assert.Equal("b c", Order());
    }

    [Fact]
    public void What_the_hub_did_not_take_is_back_in_its_place_in_focus_and_says_why()
    {
        _queue.Move(1);
        _queue.Send(_queue.Concerned);
        _queue.PutBack(["b"], "Tomasz is looking at this one.");
        Assert.Equal(("a b c", "b", "Tomasz is looking at this one."), (Order(), _queue.Focused!.Id, _queue.Focused.Trouble));
    }

    [Fact]
    public void What_is_taken_back_comes_to_where_one_looks()
    {
        _queue.Send(_queue.Concerned);
        _queue.Sent(["a"]);
        _queue.Move(1);
        _queue.Expect(["a"]);
        _queue.Merge(Items("a", "b", "c"), grows: true);
        Assert.Equal(("b a c", "a"), (Order(), _queue.Focused!.Id));
    }

    [Fact]
    public void A_range_is_selected_from_the_last_selected_to_the_one_in_focus_also_backwards()
    {
        _queue.Merge(Items("a", "b", "c", "d", "e"), grows: true);
        _queue.FocusOn("d");
        _queue.Select();
        _queue.FocusOn("b");
        _queue.SelectRange();
        Assert.Equal(["b", "c", "d"], _queue.Concerned.Select(card => card.Id));
        _queue.SelectAll();
        Assert.Equal(5, _queue.Selected);
        _queue.SelectAll();
        Assert.Equal(["b"], _queue.Concerned.Select(card => card.Id));
    }

    string Order() => string.Join(' ', _queue.Cards.Select(card => card.Id));

    static QueueItem[] Items(params string[] ids) =>
        [.. ids.Select(id => new QueueItem(Made.Post(id, id: id), QueueState.Held, "waits for approval", null, null, Made.Noon, null, null, null, null))];
}
