using Backchannel.Contracts;
using Backchannel.Ingest.Sources.X;
using Backchannel.StandIns.X;
using Microsoft.Extensions.Time.Testing;

namespace Backchannel.Ingest.Tests.X;

/// <summary>What the tests of this source start with.</summary>
static class XRuns
{
    public const string Stream = "/2/tweets/search/stream";
    public const string Rules = Stream + "/rules";
    public const string Search = "/2/tweets/search/recent";
    public const string LookUp = "/2/tweets";

    public static readonly WatchedEvent[] Events = [new("harbourconf", ["harbourconf"])];

    public static XOptions Options(XStandIn x) => new() { BaseUrl = x.BaseUrl, BearerToken = x.Token, SearchSettles = TimeSpan.FromMilliseconds(50) };

    /// <summary>Starts the source and waits until it hears.</summary>
    public static async Task<SourceRun> Listening(
        XStandIn x, XOptions? options = null, string? position = null, IReadOnlyList<string>? shown = null, TimeProvider? time = null)
    {
        var run = SourceRun.Start(new XSource(options ?? Options(x)), Events, position, shown: shown, time: time);
        await run.Wait(() => x.Streams.Open == 1 && run.Heard.Count > 0);
        return run;
    }

    /// <summary>A post of this moment.</summary>
    public static XPostBuilder Post(string text, DateTimeOffset? at = null, int sequence = 1) =>
        new(XPostBuilder.IdAt(at ?? TimeProvider.System.GetUtcNow(), sequence), text);

    /// <summary>A clock that stands still until it is moved.</summary>
    public static FakeTimeProvider Clock() => new(new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero));
}
