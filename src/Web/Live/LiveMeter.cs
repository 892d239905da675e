using System.Diagnostics.Metrics;

namespace Backchannel.Web.Live;

/// <summary>The meter <c>Backchannel.Web</c>: pages open, frames made, cards rendered.</summary>
sealed class LiveMeter : IDisposable
{
    readonly Meter _meter;
    readonly Counter<long> _frames;
    readonly Counter<long> _cards;

    public LiveMeter(IMeterFactory meters)
    {
        _meter = meters.Create("Backchannel.Web");
        _frames = _meter.CreateCounter<long>("backchannel.web.frames", description: "Frames made; each goes to every page of its channel.");
        _cards = _meter.CreateCounter<long>("backchannel.web.cards", description: "Cards rendered; each once for all pages.");
    }

    public void FrameMade() => _frames.Add(1);

    public void CardRendered() => _cards.Add(1);

    public void Watch(Func<IEnumerable<Measurement<int>>> pages) =>
        _meter.CreateObservableGauge("backchannel.web.pages", pages, description: "Pages that follow an event now.");

    public void Dispose() => _meter.Dispose();
}
