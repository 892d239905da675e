using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using Backchannel.Web.Figures;
using Backchannel.Web.Live;
using Microsoft.AspNetCore.Components.Authorization;

namespace Backchannel.Web.Tests.Figures;

public sealed class FollowingTests
{
    [Fact]
    public async Task An_answer_that_comes_after_a_later_one_is_not_heard()
    {
        await using var hub = await HubStandIn.Start();
        hub.AddEvent("harbourconf");
        await using var web = await WebUnderTest.Start(hub);
        using var desk = new Listening(web);
        var (first, second) = (desk.Again(), desk.Again());
        await Eventually.Equal(2, () => desk.Asked.Count);

        desk.Asked[1].SetResult("after what was done");
        await second;
        desk.Asked[0].SetResult("before it");
        await first;
        Assert.Equal("after what was done", desk.Says);

        var (third, fourth) = (desk.Again(), desk.Again());
        await Eventually.Equal(4, () => desk.Asked.Count);
        desk.Asked[3].SetResult("later");
        await fourth;
        desk.Asked[2].SetException(new HubAwayException("Away."));
        await third;
        Assert.Equal("later", desk.Says);
    }

    sealed class Listening : Following<string>
    {
        readonly Lock _gate = new();
        readonly List<TaskCompletionSource<string>> _asked = [];

        [SetsRequiredMembers]
        public Listening(WebUnderTest web)
        {
            (Slug, Authentication) = ("harbourconf", Task.FromResult(new AuthenticationState(new ClaimsPrincipal())));
            (Hub, Feed, Navigation, Clock) = (web.Service<HubClient>(), web.Live, null!, TimeProvider.System);
        }

        public IReadOnlyList<TaskCompletionSource<string>> Asked
        {
            get { lock (_gate) return [.. _asked]; }
        }

        /// <summary>What it shows; null while that is said to be old.</summary>
        public string? Says => Stale ? null : Told;

        protected override TimeSpan Every => TimeSpan.FromSeconds(1);

        public Task Again() => AskAgain();

        protected override Task<string> Ask(string token, CancellationToken stop)
        {
            var answer = new TaskCompletionSource<string>();
            lock (_gate) _asked.Add(answer);
            return answer.Task;
        }
    }
}
