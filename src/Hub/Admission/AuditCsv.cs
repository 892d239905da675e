using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Text;

namespace Backchannel.Hub.Admission;

/// <summary>The log as a table for spreadsheets (RFC 4180).</summary>
static class AuditCsv
{
    public const string Header = "number,at,by,name,act,post,subject,why,waited_ms,undoes\r\n";

    public static string Row(AuditLine line) => string.Join(',',
        Number(line.Number), CsvLine.Cell(line.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)), CsvLine.Cell(line.By), CsvLine.Cell(line.Name), CsvLine.Cell(line.Act),
        CsvLine.Cell(line.PostId), CsvLine.Cell(line.Subject), CsvLine.Cell(line.Why), Number(line.WaitedMs), Number(line.Undoes)) + "\r\n";

    static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
