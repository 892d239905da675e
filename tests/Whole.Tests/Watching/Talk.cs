using System.Collections.Concurrent;
using Backchannel.StandIns.Bluesky;
using Backchannel.StandIns.Mastodon;

namespace Backchannel.Whole.Tests.Watching;

/// <summary>People who post at stand-in networks, one numbered note after the other, until they are told to be quiet.</summary>
sealed class Talk(JetstreamStandIn bluesky, MastodonStandIn? mastodon = null) : IAsyncDisposable
{
    public const string Hashtag = "harbourconf";
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);

    readonly ConcurrentQueue<string> _said = new();
    readonly CancellationTokenSource _quiet = new();
    Task _talking = Task.CompletedTask;

    /// <summary>The texts of all posts so far.</summary>
    public IReadOnlyCollection<string> Said => _said;

    public int Count => _said.Count;

    public Talk Start()
    {
        _talking = Speak();
        return this;
    }

    /// <summary>Says one thing.</summary>
    /// <returns>Its text.</returns>
    public string Say()
    {
        var number = _said.Count + 1;
        var text = $"Note {number} from the harbour #{Hashtag}";
        if (mastodon is not null && number % 3 == 0)
        {
            mastodon.Post(Hashtag, $"<p>Note {number} from the harbour <a href=\"https://tidewater.example/tags/{Hashtag}\" class=\"mention hashtag\" rel=\"tag\">#<span>{Hashtag}</span></a></p>");
        }
        else
        {
            var at = TimeProvider.System.GetUtcNow();
            var did = bluesky.AppView.Add($"did:plc:speaker{number % 7}", $"speaker{number % 7}.tidewater.example", $"Speaker {number % 7}");
            bluesky.Send(JetstreamFrames.Commit(did, $"3note{number}", (at.Ticks - DateTimeOffset.UnixEpoch.Ticks) / 10, JetstreamFrames.Record(text, at, Hashtag)));
        }
        _said.Enqueue(text);
        return text;
    }

    /// <summary>Which note a text is.</summary>
    public static int NumberOf(string text) => int.Parse(text.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Waits until <paramref name="more"/> posts have been made from now on.</summary>
    public Task Goes(int more)
    {
        var target = Count + more;
        return Machinery.Until.True($"{more} more posts are made", () => Count >= target);
    }

    public async Task End()
    {
        await _quiet.CancelAsync();
        await _talking;
    }

    public async ValueTask DisposeAsync()
    {
        await End();
        _quiet.Dispose();
    }

    async Task Speak()
    {
        while (!_quiet.IsCancellationRequested)
        {
            Say();
            await Task.Delay(Pause, _quiet.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
