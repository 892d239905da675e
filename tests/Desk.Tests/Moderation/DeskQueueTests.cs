using Backchannel.Web.Organize.Moderation;

namespace Backchannel.Desk.Tests.Moderation;

public class DeskQueueTests
{
    readonly DeskQueue _queue = new();

    public DeskQueueTests() => Hear("a", "b", "c");

    [Fact]
    public void What_is_new_joins_at_the_end_whatever_the_order_in_which_it_is_told()
    {
        Hear("d", "a", "b", "c");
        Assert.Equal("a b c d", Order());
    }

    [Fact]
    public void What_goes_leaves_but_for_the_one_that_is_looked_at()
    {
        Hear("c");
        Assert.Equal(("a c", true), (Order(), _queue.Focused!.IsGone));
        Assert.Empty(_queue.Concerned);
        _queue.Move(1);
        Assert.Equal("c", Order());
    }

    [Fact]
    public void The_last_one_that_went_leaves_too_once_one_moves_on()
    {
        Hear();
        Assert.Equal(("a", true), (Order(), _queue.Focused!.IsGone));
        _queue.FocusOn("a");
        Assert.Equal("a", Order());
        _queue.Move(1);
        Assert.Equal("", Order());
    }

    [Fact]
    public void What_is_decided_leaves_at_once_and_does_not_come_back_with_news_from_before()
    {
        _queue.Send(_queue.Concerned);
        Hear("a", "b", "c");
        Assert.Equal(("b c", "b"), (Order(), _queue.Focused!.Id));
        _queue.Sent(["a"]);
        Hear("b", "c");
        Assert.Equal("b c", Order());
    }

    [Fact]
    public void An_answer_that_was_asked_for_before_a_decision_was_made_does_not_bring_back_what_was_decided()
    {
        var before = _queue.Ask();
        _queue.Send(_queue.Concerned);
        _queue.Sent(["a"]);
        Assert.True(_queue.Hear(before));
        _queue.Merge(Items("a", "b", "c", "d"), grows: true);
        Assert.Equal("b c d", Order());
        Assert.True(_queue.Knows("a"));
        Hear("a", "b", "c", "d");
        Assert.Equal("b c d a", Order());
    }

    [Fact]
    public void An_answer_is_not_heard_after_a_later_one_nor_after_the_list_was_opened_anew()
    {
        var (first, second, third) = (_queue.Ask(), _queue.Ask(), _queue.Ask());
        Assert.True(_queue.Hear(second));
        Assert.False(_queue.Hear(first));
        Assert.True(_queue.IsOpen(first));
        _queue.Clear();
        Assert.False(_queue.Hear(third));
        Assert.False(_queue.IsOpen(third));
        Assert.True(_queue.Hear(_queue.Ask()));
    }

    [Fact]
    public void What_the_hub_did_not_take_is_back_in_its_place_in_focus_and_says_why()
    {
        _queue.Move(1);
        _queue.Send(_queue.Concerned);
        _queue.PutBack(["b"], "Tomasz is looking at this one.");
        Assert.Equal(("a b c", "b", "Tomasz is looking at this one."), (Order(), _queue.Focused!.Id, _queue.Focused.Trouble));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_taken_back_comes_to_where_one_looks_in_its_order_also_where_the_list_has_it_first(bool isHeardFirst)
    {
        _queue.Select();
        _queue.Move(1);
        _queue.Select();
        _queue.Send(_queue.Concerned);
        _queue.Sent(["a", "b"]);
        Hear("c", "d");
        _queue.Move(1);
        if (isHeardFirst) Hear("a", "b", "c", "d");
        _queue.Expect(["a", "b"]);
        if (!isHeardFirst) Hear("a", "b", "c", "d");
        Assert.Equal(("c a b d", "a"), (Order(), _queue.Focused!.Id));
    }

    [Fact]
    public void What_is_asked_about_a_card_stays_with_it_whatever_comes_back_and_goes_with_it()
    {
        _queue.Send(_queue.Concerned);
        _queue.Question = Asking.Author;
        _queue.PutBack(["a"], "Tomasz is looking at this one.");
        Assert.Equal(("a b c", "b", Asking.Author), (Order(), _queue.Focused!.Id, _queue.Question));
        _queue.Expect(["c", "d"]);
        Hear("a", "b", "c", "d");
        Assert.Equal(("a b d c", "b", Asking.Author), (Order(), _queue.Focused!.Id, _queue.Question));
        _queue.Send(_queue.Concerned);
        Assert.Equal(("d", null), (_queue.Focused!.Id, _queue.Question));
    }

    [Fact]
    public void What_is_asked_is_over_once_one_moves_on_or_opens_the_list_anew()
    {
        _queue.Question = Asking.Word;
        _queue.FocusOn("a");
        Assert.Equal(Asking.Word, _queue.Question);
        _queue.Move(1);
        Assert.Null(_queue.Question);
        _queue.Question = Asking.Word;
        _queue.Clear();
        Assert.Null(_queue.Question);
    }

    [Fact]
    public void More_of_a_list_does_not_have_what_is_there_or_was_decided()
    {
        _queue.Send(_queue.Concerned);
        _queue.Append(Items("a", "c", "d"));
        Assert.Equal("b c d", Order());
        _queue.Sent(["a"]);
        _queue.Append(Items("a", "e"));
        Assert.Equal("b c d e", Order());
    }

    [Fact]
    public void What_was_expected_in_one_list_does_not_come_first_in_another()
    {
        _queue.Expect(["d"]);
        _queue.Clear();
        Hear("a", "d");
        Assert.Equal("a d", Order());
    }

    [Fact]
    public void A_range_is_selected_from_the_last_selected_to_the_one_in_focus_also_backwards()
    {
        Hear("a", "b", "c", "d", "e");
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

    void Hear(params string[] ids)
    {
        Assert.True(_queue.Hear(_queue.Ask()));
        _queue.Merge(Items(ids), grows: true);
    }

    string Order() => string.Join(' ', _queue.Cards.Select(card => card.Id));

    static QueueItem[] Items(params string[] ids) =>
        [.. ids.Select(id => new QueueItem(Made.Post(id, id: id), QueueState.Held, "waits for approval", null, null, Made.Noon, null, null, null, null))];
}
