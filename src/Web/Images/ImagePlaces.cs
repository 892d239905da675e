namespace Backchannel.Web.Images;

/// <summary>
/// How many pictures are fetched at once: of one site only a few, and those wait in front of the places for all, so that one slow site does
/// not keep the pictures of the others from coming.
/// </summary>
sealed class ImagePlaces(int atOnce) : IDisposable
{
    const int OfOneSite = 2;

    readonly SemaphoreSlim _all = new(atOnce);
    readonly Dictionary<string, Site> _sites = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A place; give it back by disposing of it.</summary>
    /// <exception cref="OperationCanceledException">None came free in time.</exception>
    public async Task<IDisposable> Take(string host, CancellationToken cancellationToken)
    {
        var site = Enter(host);
        try
        {
            await site.Places.WaitAsync(cancellationToken);
            try
            {
                await _all.WaitAsync(cancellationToken);
                return new Place(this, host, site);
            }
            catch
            {
                _ = site.Places.Release();
                throw;
            }
        }
        catch
        {
            Leave(host, site);
            throw;
        }
    }

    public void Dispose() => _all.Dispose();

    Site Enter(string host)
    {
        lock (_sites)
        {
            if (!_sites.TryGetValue(host, out var site)) _sites.Add(host, site = new Site());
            site.Asking++;
            return site;
        }
    }

    void Leave(string host, Site site)
    {
        lock (_sites)
            if (--site.Asking == 0) _ = _sites.Remove(host);
    }

    sealed class Site
    {
        public SemaphoreSlim Places { get; } = new(OfOneSite);

        /// <summary>Those with a place or waiting for one.</summary>
        public int Asking { get; set; }
    }

    sealed class Place(ImagePlaces places, string host, Site site) : IDisposable
    {
        public void Dispose()
        {
            _ = places._all.Release();
            _ = site.Places.Release();
            places.Leave(host, site);
        }
    }
}
