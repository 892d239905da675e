using System.Globalization;
using Backchannel.Contracts;
using Backchannel.Hub.Exports;

namespace Backchannel.Hub.Admission;

/// <summary>The log as a table for spreadsheets (RFC 4180).</summary>
static class AuditCsv
{
    public const string Header = "number,at,by,name,act,post,subject,why,waited_ms,undoes\r\n";

    public static string Row(AuditLine line) => string.Join(',',
        Number(line.Number), ExportCsv.Cell(line.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)), ExportCsv.Cell(line.By), ExportCsv.Cell(line.Name), ExportCsv.Cell(line.Act),
        ExportCsv.Cell(line.PostId), ExportCsv.Cell(line.Subject), ExportCsv.Cell(line.Why), Number(line.WaitedMs), Number(line.Undoes)) + "\r\n";

    static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
