using Xunit;

namespace Backchannel.Hub.Tests;

public class KeptTests
{
    readonly Kept<string> _kept = new();
    int _made;

    [Fact]
    public async Task What_stands_is_made_once_for_all_who_ask()
    {
        var gate = new TaskCompletionSource();
        var asked = Enumerable.Range(0, 20).Select(_ => _kept.Get(_ => true, async _ => { await gate.Task; return Next(); }, CancellationToken.None)).ToList();
        gate.SetResult();
        Assert.All(await Task.WhenAll(asked), made => Assert.Equal("1", made));
    }

    [Fact]
    public async Task What_was_begun_before_a_call_does_not_answer_it_where_it_does_not_stand()
    {
        var (begun, gate) = (new TaskCompletionSource(), new TaskCompletionSource());
        var first = _kept.Get(_ => true, async _ => { begun.SetResult(); await gate.Task; return Next(); }, CancellationToken.None);
        await begun.Task;
        var second = _kept.Get(made => made == "2", _ => Task.FromResult(Next()), CancellationToken.None);
        gate.SetResult();
        Assert.Equal(("1", "2"), (await first, await second));
    }

    [Fact]
    public async Task What_never_stands_is_made_and_given_all_the_same() =>
        Assert.Equal("2", await _kept.Get(_ => false, _ => Task.FromResult(Next()), CancellationToken.None));

    [Fact]
    public async Task What_fails_is_tried_again_by_the_next_and_nobodys_leaving_ends_it_for_others()
    {
        await Assert.ThrowsAsync<IOException>(() => _kept.Get(_ => true, _ => throw new IOException(), CancellationToken.None));
        var gate = new TaskCompletionSource();
        using var leaves = new CancellationTokenSource();
        var leaving = _kept.Get(_ => true, async _ => { await gate.Task; return Next(); }, leaves.Token);
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        var staying = _kept.Get(_ => true, _ => Task.FromResult("another"), CancellationToken.None);
        gate.SetResult();
        Assert.Equal("1", await staying);
    }

    string Next() => $"{++_made}";
}
