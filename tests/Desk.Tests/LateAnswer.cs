namespace Backchannel.Desk.Tests;

/// <summary>A way to the hub on which one answer is late, when that is wanted.</summary>
/// <param name="path">How the path ends that is asked.</param>
sealed class LateAnswer(string path) : DelegatingHandler
{
    readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously), _on = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _wanted, _asked;

    /// <summary>How often it was asked.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>Keeps the next answer on its way, and ends once the hub has given it.</summary>
    public Task Hold()
    {
        Volatile.Write(ref _wanted, 1);
        return _held.Task;
    }

    public void LetGo() => _on.SetResult();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri?.AbsolutePath.EndsWith(path, StringComparison.Ordinal) is not true) return await base.SendAsync(request, cancellationToken);
        Interlocked.Increment(ref _asked);
        var isLate = Interlocked.Exchange(ref _wanted, 0) is 1;
        var answer = await base.SendAsync(request, cancellationToken);
        if (!isLate) return answer;
        _held.SetResult();
        await _on.Task.WaitAsync(cancellationToken);
        return answer;
    }
}
