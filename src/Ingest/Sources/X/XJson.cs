using System.Text.Json;

namespace Backchannel.Ingest.Sources.X;

/// <summary>What only X writes, read as loosely as all else (<see cref="LooseJson"/>).</summary>
static class XJson
{
    /// <summary>An id, which documents show as a string and recorded streams as a number.</summary>
    public static Snowflake? Id(this JsonElement element, string name) => element.Child(name)?.AsId();

    public static Snowflake? AsId(this JsonElement element) => Snowflake.Parse(element.AsTextOrDigits());

    /// <summary>An address that may be linked to or fetched, as written: the text holds it so too.</summary>
    public static string? Address(this JsonElement element, string name) => WebAddress.AsWritten(element.Text(name));
}
