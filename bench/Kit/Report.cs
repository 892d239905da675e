using System.Globalization;

namespace Backchannel.Bench;

/// <summary>Writes a benchmark's table into its section of docs/performance.md.</summary>
public static class Report
{
    /// <summary>Replaces what stands between <c>&lt;!-- name --&gt;</c> and <c>&lt;!-- /name --&gt;</c>.</summary>
    public static void Replace(string name, IEnumerable<string> lines)
    {
        var file = Path.Combine(Root(), "docs", "performance.md");
        var text = File.ReadAllText(file);
        var (from, to) = ($"<!-- {name} -->", $"<!-- /{name} -->");
        var (start, end) = (text.IndexOf(from, StringComparison.Ordinal) + from.Length, text.IndexOf(to, StringComparison.Ordinal));
        if (start < from.Length || end < start) throw new InvalidOperationException($"{file} has no place for {name}.");
        File.WriteAllText(file, $"{text[..start]}\n{string.Join('\n', lines)}\n{text[end..]}");
    }

    /// <summary>Prints a table, and puts it into its section where the command line says <c>--write</c>.</summary>
    public static void Tell(string name, string[] args, string[] heads, IEnumerable<object[]> rows)
    {
        string[] table =
        [
            $"| {string.Join(" | ", heads)} |",
            $"|{string.Concat(Enumerable.Repeat("---|", heads.Length))}",
            .. rows.Select(row => $"| {string.Join(" | ", row.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture)))} |"),
        ];
        foreach (var line in table) Console.WriteLine(line);
        if (args.Contains("--write")) Replace(name, table);
    }

    /// <summary>The folder of the solution.</summary>
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Backchannel.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
