using System.Collections.Concurrent;
using System.Net;
using Backchannel.Contracts;
using Backchannel.Web.Chats;
using Backchannel.Web.Live;
using Microsoft.Extensions.Time.Testing;

namespace Backchannel.Web.Tests.Chats;

public sealed class ChatsKnownTests
{
    [Fact]
    public async Task What_was_asked_for_before_a_change_is_not_kept_after_it()
    {
        await using var web = await WebUnderTest.Start(null);
        var (hub, known) = Known(web);
        var (before, after) = await AskAroundAChange(hub, known);
        hub.Answer(1);
        var calendar = await after;
        hub.Answer(0);
        _ = await before;

        Assert.Same(calendar, await known.Upcoming());
    }

    [Fact]
    public async Task What_is_asked_for_after_a_change_is_asked_for_once_though_an_earlier_answer_comes_meanwhile()
    {
        await using var web = await WebUnderTest.Start(null);
        var (hub, known) = Known(web);
        var (before, after) = await AskAroundAChange(hub, known);
        hub.Answer(0);
        _ = await before;
        var another = known.Upcoming();
        hub.Answer(1);

        Assert.Same(await after, await another);
    }

    static (Answers Hub, ChatsKnown Known) Known(WebUnderTest web)
    {
        var hub = new Answers();
        return (hub, new(new HubClient(new HttpClient(hub), web.Service<HubAddress>()), new FakeTimeProvider(Made.Noon)));
    }

    static async Task<(Task<IReadOnlyList<ChatListing>> Before, Task<IReadOnlyList<ChatListing>> After)> AskAroundAChange(Answers hub, ChatsKnown known)
    {
        var before = known.Upcoming();
        await Eventually.Equal(1, () => hub.Asked.Count);
        known.Forget();
        var after = known.Upcoming();
        await Eventually.Equal(2, () => hub.Asked.Count);
        return (before, after);
    }

    /// <summary>A hub that gives each answer when it is told to.</summary>
    sealed class Answers : HttpMessageHandler
    {
        readonly ConcurrentQueue<TaskCompletionSource> _asked = [];

        public IReadOnlyCollection<TaskCompletionSource> Asked => _asked;

        public void Answer(int asking) => _asked.ElementAt(asking).SetResult();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var on = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _asked.Enqueue(on);
            await on.Task;
            return new(HttpStatusCode.OK) { Content = new StringContent("[]") { Headers = { ContentType = new("application/json") } } };
        }
    }
}
