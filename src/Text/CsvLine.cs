using System.Text;

namespace Backchannel.Text;

/// <summary>RFC 4180 lines for spreadsheets.</summary>
public static class CsvLine
{
    /// <summary>One line, with its end.</summary>
    public static string Of(IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    /// <summary>A cell that a spreadsheet would take for a formula is given an apostrophe, as OWASP's "CSV Injection" advises.</summary>
    public static string Cell(string? cell)
    {
        if (string.IsNullOrEmpty(cell)) return "";
        var text = new StringBuilder(cell.Length + 8).Append('"');
        if (cell[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠') text.Append('\'');
        return text.Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"').ToString();
    }
}
