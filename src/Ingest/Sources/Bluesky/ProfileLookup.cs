using System.Threading.Channels;

namespace Backchannel.Ingest.Sources.Bluesky;

/// <summary>
/// Looks up authors in batches, until they are found. What cannot be read is asked for again, in ever smaller batches, so that one account the
/// AppView stumbles over does not stand for all others.
/// </summary>
sealed class ProfileLookup(AppView appView, CaptureSink sink, BlueskyPace pace)
{
    /// <summary>So often may an account fail alone, while others are answered, before it is given up.</summary>
    const int MostAlone = 5;

    readonly Channel<string> _asked = Channel.CreateUnbounded<string>();
    readonly Channel<(string Did, BlueskyProfile? Profile)> _answers = Channel.CreateUnbounded<(string, BlueskyProfile?)>();
    readonly Backoff _backoff = new(pace.FirstPause, pace.LongestPause);
    readonly Dictionary<string, (int Times, long Answered)> _alone = [];
    int _most = AppView.MostAtOnce;
    long _answered;

    /// <summary>Profiles cannot be read at the moment.</summary>
    public bool Failing { get; private set; }

    /// <summary>One answer for each question, null for an account that is gone.</summary>
    public ChannelReader<(string Did, BlueskyProfile? Profile)> Answers => _answers.Reader;

    public void Ask(string did) => _asked.Writer.TryWrite(did);

    public async Task Run(CancellationToken stop)
    {
        while (await _asked.Reader.WaitToReadAsync(stop))
        {
            var batch = NextBatch();
            var answer = await appView.Profiles(batch, stop);
            if (answer.Profiles is { } profiles) Take(batch, profiles);
            else if (answer.Refused && batch.Count == 1) GiveUp(batch[0]);
            else if (answer.Refused) Again(batch);
            else await Wait(batch, answer, stop);
            await Task.Delay(pace.BetweenLookups, sink.Time, stop);
        }
    }

    List<string> NextBatch()
    {
        var batch = new HashSet<string>();
        while (batch.Count < _most && _asked.Reader.TryRead(out var did)) batch.Add(did);
        return [.. batch];
    }

    void Take(List<string> batch, Dictionary<string, BlueskyProfile> profiles)
    {
        (Failing, _most, _answered) = (false, Math.Min(AppView.MostAtOnce, _most * 2), _answered + 1);
        _backoff.Reset();
        foreach (var did in batch)
        {
            _alone.Remove(did);
            _answers.Writer.TryWrite((did, profiles.GetValueOrDefault(did)));
        }
    }

    void GiveUp(string did)
    {
        _alone.Remove(did);
        sink.Health.Refuse("profile", "An author's profile cannot be read: their posts are left out, as they may ask not to be shown in public.");
        _answers.Writer.TryWrite((did, null));
    }

    void Again(List<string> batch)
    {
        _most = Math.Max(1, batch.Count / 2);
        foreach (var did in batch) Ask(did);
    }

    async Task Wait(List<string> batch, AppViewAnswer answer, CancellationToken stop)
    {
        if (batch.Count == 1 && FailedTooOftenAlone(batch[0]))
        {
            GiveUp(batch[0]);
            return;
        }
        Again(batch);
        Failing = true;
        sink.Health.Trouble("profiles",
            $"Bluesky's profiles cannot be read ({answer.Trouble}). New posts wait, as their authors may ask not to be shown in public; "
            + $"none is lost. If it lasts, check {BlueskyOptions.Section}:AppView.");
        await Task.Delay(_backoff.Next(answer.Wait), sink.Time, stop);
    }

    bool FailedTooOftenAlone(string did)
    {
        var (times, answered) = _alone.GetValueOrDefault(did);
        // While nobody is answered it is the AppView that fails, not the account.
        _alone[did] = (_answered > answered ? times + 1 : times, _answered);
        return _alone[did].Times >= MostAlone;
    }
}
