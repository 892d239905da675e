namespace Backchannel.Hub;

/// <summary>Something costly, made once for all who ask and made again once it does not stand any more.</summary>
sealed class Kept<T> where T : class
{
    readonly Lock _lock = new();
    T? _last;
    Task<T>? _making;

    /// <param name="stands">Whether what was made last still does.</param>
    /// <param name="make">Makes it; given what was made last, for what can be used of it.</param>
    /// <param name="stop">Ends the waiting, not the making: others may wait for it.</param>
    public async Task<T> Get(Func<T, bool> stands, Func<T?, Task<T>> make, CancellationToken stop)
    {
        var waited = false;
        while (true)
        {
            Task<T> making;
            lock (_lock)
            {
                if (_last is { } last && stands(last)) return last;
                making = _making ??= Task.Run(() => Make(make));
            }
            var made = await making.WaitAsync(stop);
            // What was begun before this call may not know what the caller knows; what was begun after it does.
            if (waited) return made;
            waited = true;
        }
    }

    async Task<T> Make(Func<T?, Task<T>> make)
    {
        try
        {
            var made = await make(_last);
            lock (_lock) _last = made;
            return made;
        }
        finally
        {
            lock (_lock) _making = null;
        }
    }
}
