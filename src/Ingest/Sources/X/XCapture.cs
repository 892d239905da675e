using Backchannel.Contracts;

namespace Backchannel.Ingest.Sources.X;

/// <summary>
/// The one way to the sink, for stream, search and look-up alike: bills, and keeps the position.
/// While a gap is open (from a connect until search has filled it) the position stays at the gap's edge, so that a crash fills it again.
/// </summary>
sealed class XCapture(XMeter meter, CaptureSink sink, XPosition? resumed) : IDisposable
{
    /// <summary>How far ahead of our clock an id may claim to be and still move the position.</summary>
    static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    readonly SemaphoreSlim _oneAtATime = new(1);
    readonly Lock _lock = new();
    Snowflake? _edge = Snowflake.Parse(resumed?.Since);
    Snowflake _newest;
    DateTimeOffset _checkedAt = resumed?.Checked is { } at && at <= sink.Time.GetUtcNow() ? at : sink.Time.GetUtcNow();
    bool _open;
    string? _passed;

    /// <summary>Where search has to begin; null where nothing can have been missed.</summary>
    public Snowflake? Gap { get { lock (_lock) return _open ? _edge : null; } }

    /// <summary>When shown posts were last looked up.</summary>
    public DateTimeOffset CheckedAt
    {
        get { lock (_lock) return _checkedAt; }
        set { lock (_lock) _checkedAt = value; }
    }

    public bool IsSpent => meter.IsSpent(sink.Time.GetUtcNow());

    /// <summary>A stream has begun: what was said between its predecessor's end and now is missing.</summary>
    public Task Connected(CancellationToken stop)
    {
        lock (_lock)
        {
            if (_edge is null) _newest = Snowflake.At(sink.Time.GetUtcNow());
            else if (!_open) _open = true;
            _edge ??= _newest;
            _newest = Snowflake.Later(_newest, _edge.Value);
        }
        return Pass(stop);
    }

    /// <summary>Search has found everything up to here.</summary>
    public void FilledTo(Snowflake edge)
    {
        lock (_lock) _edge = _edge is { } known ? Snowflake.Later(known, edge) : edge;
    }

    public Task Filled(CancellationToken stop)
    {
        lock (_lock) (_open, _edge) = (false, Snowflake.Later(_edge ?? default, _newest));
        return Pass(stop);
    }

    /// <summary>Each post returned costs, those that came along too.</summary>
    public void Bill(IEnumerable<Snowflake> ids)
    {
        var now = sink.Time.GetUtcNow();
        foreach (var id in ids) meter.Count(id, now);
        sink.Health.BilledReads = meter.Total(now).Reads;
    }

    /// <summary>Hands a change over. With it goes the position, which <paramref name="id"/> moves on where no gap is open.</summary>
    public async Task Add(PostChange change, Snowflake? id, CancellationToken stop)
    {
        await _oneAtATime.WaitAsync(stop);
        try
        {
            if (id is { } seen) Note(seen);
            await sink.Add(change, _passed = Position(), stop);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>The bill or the gap has moved on without a post to hand over.</summary>
    public async Task Pass(CancellationToken stop)
    {
        await _oneAtATime.WaitAsync(stop);
        try
        {
            var position = Position();
            if (position != _passed) await sink.Passed(_passed = position, stop);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    void Note(Snowflake seen)
    {
        lock (_lock)
        {
            if (seen.Time > sink.Time.GetUtcNow() + ClockSkew) return;
            _newest = Snowflake.Later(_newest, seen);
            if (!_open) _edge = _newest;
        }
    }

    string Position()
    {
        var (month, reads) = meter.Total(sink.Time.GetUtcNow());
        lock (_lock) return new XPosition(_edge?.ToString(), month, reads, _checkedAt).Write();
    }
}
