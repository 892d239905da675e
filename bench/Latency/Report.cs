namespace Backchannel.Latency;

/// <summary>Writes a benchmark's table into its section of docs/performance.md.</summary>
static class Report
{
    /// <summary>Replaces what stands between <c>&lt;!-- name --&gt;</c> and <c>&lt;!-- /name --&gt;</c>.</summary>
    public static void Replace(string name, IEnumerable<string> lines)
    {
        var file = Path.Combine(Root(), "docs", "performance.md");
        var text = File.ReadAllText(file);
        var (from, to) = ($"<!-- {name} -->", $"<!-- /{name} -->");
        var (start, end) = (text.IndexOf(from, StringComparison.Ordinal) + from.Length, text.IndexOf(to, StringComparison.Ordinal));
        File.WriteAllText(file, $"{text[..start]}\n{string.Join('\n', lines)}\n{text[end..]}");
    }

    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Backchannel.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
