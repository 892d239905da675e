using System.Text.Json;
using Backchannel.Text;

namespace Backchannel.Ingest.Sources.Mastodon;

/// <summary>
/// Works through the stream's messages: <c>{"stream":["hashtag","NAME"],"event":"update","payload":"…"}</c>, the payload being JSON once more, inside a
/// string, or a bare id for a deletion.
/// </summary>
sealed class StreamMessages(StatusIntake intake, EventMatcher matcher, SourceHealth health, string host)
{
    // Events of Mastodon that say nothing about posts under a hashtag.
    static readonly HashSet<string> NotForUs =
    [
        "filters_changed", "notification", "notifications_merged", "conversation", "announcement", "announcement.reaction", "announcement.delete",
        "encrypted_message",
    ];

    public async Task Take(ReadOnlyMemory<byte> utf8, CancellationToken stop)
    {
        if (Parse(utf8) is not { } message) return;
        using (message)
        {
            var root = message.RootElement;
            var (kind, payload) = (root.TextOrDigits("event"), root.Child("payload"));
            if (kind is "update" or "status.update") await TakeStatus(payload, TimelineOf(root), stop);
            else if (kind == "delete") await TakeDeletion(payload?.AsTextOrDigits(), stop);
            else if (root.Child("error") is not null)
                health.Trouble("stream error",
                    $"The stream of {host} answers with an error ({root.Line("error", 100)}): posts come from it later than they could.");
            else if (kind is null || !NotForUs.Contains(kind))
                Refuse("unknown event", $"{host} sent a kind of message that is not known here: it was left out.");
        }
    }

    async Task TakeStatus(JsonElement? payload, string? timeline, CancellationToken stop)
    {
        if (payload is { ValueKind: JsonValueKind.Object } bare) await intake.Take(bare, timeline, live: true, stop);
        else if (payload?.AsTextOrDigits() is not { } text) Refuse("no payload", $"{host} sent a message without a post in it: it was left out.");
        else if (Parse(System.Text.Encoding.UTF8.GetBytes(text)) is { } status)
            using (status) await intake.Take(status.RootElement, timeline, live: true, stop);
    }

    async Task TakeDeletion(string? id, CancellationToken stop)
    {
        if (!StatusHead.IsId(id))
        {
            Refuse("no id", $"{host} announced a deletion without saying of what: it was left out.");
            return;
        }
        health.Received();
        await intake.Drop(id!, stop);
    }

    void Refuse(string kind, string words)
    {
        health.Received();
        health.Refuse(kind, words);
    }

    /// <returns>The watched tag on whose channel it came, if the server says; it may say it in its own spelling.</returns>
    string? TimelineOf(JsonElement root) =>
        root.Items("stream").Skip(1).FirstOrDefault() is { ValueKind: JsonValueKind.String } name && name.AsTextOrDigits() is { } tag
            ? matcher.Asked.FirstOrDefault(asked => asked == tag) ?? matcher.Asked.FirstOrDefault(asked => TextFold.Tag(asked) == TextFold.Tag(tag)) : null;

    JsonDocument? Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            return JsonDocument.Parse(utf8);
        }
        catch (JsonException)
        {
            Refuse("cut message", $"{host} sent a message that is cut off or not JSON: it was left out.");
            return null;
        }
    }
}
