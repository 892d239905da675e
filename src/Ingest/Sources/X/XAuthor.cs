using System.Text.Json;
using Backchannel.Contracts;

namespace Backchannel.Ingest.Sources.X;

/// <summary>Reads an account.</summary>
static class XAuthor
{
    public static string Profile(string username) => $"https://x.com/{Uri.EscapeDataString(username)}";

    /// <returns>Null where X did not send what a card needs.</returns>
    public static Author? Read(JsonElement? user) =>
        user is { } known && known.Id("id") is { } id && known.Text("username") is { Length: > 0 and <= 50 } username
            ? new(id.ToString(), username, Name(known) ?? username, known.WebAddress("profile_image_url"), Profile(username))
            : null;

    static string? Name(JsonElement user) => user.Text("name")?.Trim() is { Length: > 0 and <= 200 } name ? name : null;
}
