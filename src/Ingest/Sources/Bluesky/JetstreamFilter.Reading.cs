using System.Text.Json;

namespace Backchannel.Ingest.Sources.Bluesky;

/// <remarks>Each step stands on a property's name when it begins, and on the last token of its value when it ends.</remarks>
sealed partial class JetstreamFilter
{
    (bool HasDid, bool Known) ReadDid(ref Utf8JsonReader json)
    {
        if (!ReadText(ref json)) return (false, false);
        return (true, json.ValueIsEscaped || authors.MayConcern(json.ValueSpan));
    }

    static long ReadTime(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Number) return json.TryGetInt64(out var time) ? time : 0;
        json.Skip();
        return 0;
    }

    static Kind ReadKind(ref Utf8JsonReader json) =>
        !ReadText(ref json) ? Kind.Other
        : json.ValueTextEquals("commit"u8) ? Kind.Commit
        : json.ValueTextEquals("account"u8) || json.ValueTextEquals("identity"u8) ? Kind.About
        : Kind.Other;

    void ReadCommit(ref Utf8JsonReader json, ref Commit commit)
    {
        if (!Enter(ref json)) return;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("operation"u8)) commit.Operation = ReadOperation(ref json);
            else if (json.ValueTextEquals("collection"u8)) commit.OfPosts = ReadText(ref json) && json.ValueTextEquals("app.bsky.feed.post"u8);
            else if (json.ValueTextEquals("record"u8)) commit.Tagged |= ReadRecord(ref json);
            else Leave(ref json);
        }
    }

    static Operation ReadOperation(ref Utf8JsonReader json) =>
        !ReadText(ref json) ? Operation.Other
        : json.ValueTextEquals("create"u8) ? Operation.Create
        : json.ValueTextEquals("update"u8) ? Operation.Update
        : json.ValueTextEquals("delete"u8) ? Operation.Delete
        : Operation.Other;

    /// <summary>Moves to the value of a property; false, and past it, where it is no string.</summary>
    static bool ReadText(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.String) return true;
        json.Skip();
        return false;
    }

    static bool Enter(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.StartObject) return true;
        json.Skip();
        return false;
    }

    static bool EnterArray(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.StartArray) return true;
        json.Skip();
        return false;
    }

    static void Leave(ref Utf8JsonReader json)
    {
        json.Read();
        json.Skip();
    }
}
