namespace Backchannel.Ingest.Sources.Bluesky;

/// <summary>Profiles as last read, for a while. For one task.</summary>
sealed class ProfileCache(TimeProvider time, TimeSpan age)
{
    const int Most = 20_000;

    readonly Dictionary<string, (BlueskyProfile? Profile, long At)> _profiles = [];

    public void Set(string did, BlueskyProfile? profile)
    {
        if (_profiles.Count >= Most) _profiles.Clear();
        _profiles[did] = (profile, time.GetTimestamp());
    }

    public void Forget(string did) => _profiles.Remove(did);

    /// <returns>False where it has to be looked up; a null profile is an account that is gone.</returns>
    public bool TryGet(string did, out BlueskyProfile? profile)
    {
        profile = null;
        if (!_profiles.TryGetValue(did, out var found) || time.GetElapsedTime(found.At) > age) return false;
        profile = found.Profile;
        return true;
    }
}
