using System.Text.Json;

namespace Backchannel.Ingest.Sources.X;

/// <summary>What the archive keeps of this source: <c>{"since":"1377…","month":"2026-11","reads":123,"checked":"…"}</c>.</summary>
/// <param name="Since">Every matching post up to this id has been captured.</param>
/// <param name="Month">The UTC month that <paramref name="Reads"/> counts.</param>
/// <param name="Reads">Billed reads of that month, so that a restart does not start the bill anew.</param>
/// <param name="Checked">When shown posts were last looked up.</param>
sealed record XPosition(string? Since, string? Month, long Reads, DateTimeOffset? Checked)
{
    public string Write() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <returns>Null for none, or for one that is not ours.</returns>
    public static XPosition? Read(string? text)
    {
        try
        {
            return text is null ? null : JsonSerializer.Deserialize<XPosition>(text, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
