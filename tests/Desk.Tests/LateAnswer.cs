namespace Backchannel.Desk.Tests;

/// <summary>A way to the hub on which answers are late or lost, when that is wanted.</summary>
/// <param name="path">How the path ends that is asked.</param>
sealed class LateAnswer(string path) : DelegatingHandler
{
    readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously), _on = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _wanted, _asked;

    /// <summary>How often it was asked.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>Keeps the next answers on their way, and ends once the hub has given the first.</summary>
    public Task Hold(int answers = 1)
    {
        Volatile.Write(ref _wanted, answers);
        return _held.Task;
    }

    public void LetGo() => _on.SetResult();

    /// <summary>What is kept never comes.</summary>
    public void Lose() => _on.SetException(new HttpRequestException("Lost on the way."));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri?.AbsolutePath.EndsWith(path, StringComparison.Ordinal) is not true) return await base.SendAsync(request, cancellationToken);
        Interlocked.Increment(ref _asked);
        var isLate = Interlocked.Decrement(ref _wanted) >= 0;
        var answer = await base.SendAsync(request, cancellationToken);
        if (!isLate) return answer;
        _ = _held.TrySetResult();
        await _on.Task.WaitAsync(cancellationToken);
        return answer;
    }
}
