namespace Backchannel.Hub;

/// <summary>The last part of an address, where it may hold slashes (<c>{**id}</c>).</summary>
static class CatchAll
{
    /// <summary>With its slashes: routing leaves an escaped one as it is, for it cannot know what it means in a path.</summary>
    public static string Read(string part) => part.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
