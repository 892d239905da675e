using System.Globalization;
using Backchannel.Contracts;

namespace Backchannel.Hub.Admission;

/// <summary>The log as a table for spreadsheets (RFC 4180).</summary>
static class AuditCsv
{
    public const string Header = "number,at,by,name,act,post,subject,why,waited_ms,undoes\r\n";

    public static string Row(AuditLine line) => string.Join(',',
        Number(line.Number), Cell(line.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)), Cell(line.By), Cell(line.Name), Cell(line.Act),
        Cell(line.PostId), Cell(line.Subject), Cell(line.Why), Number(line.WaitedMs), Number(line.Undoes)) + "\r\n";

    /// <summary>What a spreadsheet would take for a formula is marked as text: names and reasons are anybody's to choose.</summary>
    internal static string Cell(string? text)
    {
        if (text is not { Length: > 0 }) return "";
        if (text[0] is '=' or '+' or '-' or '@' or '\t' or '\r') text = $"'{text}";
        return text.AsSpan().IndexOfAny("\",\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
