namespace Backchannel.Hub.Admission;

/// <summary>
/// Words that few events want on a wall, in the languages that its authors can vouch for. Offered, and off by default: what is an insult in one hall is a
/// surname or a trade in another. It holds posts and refuses none, so that what it is wrong about costs a moderator a key.
/// </summary>
static class DefaultWords
{
    /// <summary>One entry a line, as in <see cref="Backchannel.Contracts.EventPolicy.BlockedWords"/>; lines that begin with # are headings.</summary>
    public static readonly IReadOnlyList<string> All = Read();

    static string[] Read()
    {
        using var stream = typeof(DefaultWords).Assembly.GetManifestResourceStream("default-words.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#')];
    }
}
