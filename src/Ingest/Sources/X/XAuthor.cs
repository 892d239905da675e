using System.Text.Json;
using Backchannel.Contracts;

namespace Backchannel.Ingest.Sources.X;

/// <summary>Reads an account.</summary>
static class XAuthor
{
    const int MaxName = 200;

    public static string Profile(string username) => $"https://x.com/{Uri.EscapeDataString(username)}";

    /// <returns>Null where X did not send what a card needs.</returns>
    public static Author? Read(JsonElement? user) =>
        user is { } known && known.Id("id") is { } id && known.Text("username") is { Length: > 0 and <= 50 } username
            ? new(id.ToString(), username, known.Line("name", MaxName) ?? username, known.Address("profile_image_url"), Profile(username))
            : null;
}
