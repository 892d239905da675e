using System.Text.Json;

namespace Backchannel.Ingest.Sources.Bluesky;

/// <summary>What becomes of a frame.</summary>
enum Glance
{
    /// <summary>Of no concern: nearly all of Bluesky.</summary>
    Passes,
    /// <summary>To be parsed in full, which may still find that it does not match.</summary>
    Concerns,
    /// <summary>Not whole JSON.</summary>
    Broken,
    NoAuthor,
    NoTime,
    /// <summary>Neither about a post nor about an account.</summary>
    Unknown,
}

/// <summary>
/// Looks through a frame of Jetstream in one pass over its bytes. Every post of Bluesky comes by here and one in thousands is ours, so what does
/// not concern us allocates nothing. It never lets pass what <see cref="JetstreamParser"/> would match: where it cannot tell, the frame is parsed.
/// For one thread.
/// </summary>
sealed partial class JetstreamFilter(WatchedTags tags, BlueskyAuthors authors)
{
    enum Kind { Other, Commit, About }

    enum Operation { Other, Create, Update, Delete }

    char[] _chars = new char[4_096];

    /// <param name="frame">One whole message, UTF-8.</param>
    /// <param name="timeUs">Its <c>time_us</c>; zero where there is none.</param>
    public Glance Look(ReadOnlySpan<byte> frame, out long timeUs)
    {
        timeUs = 0;
        try
        {
            return Look(new Utf8JsonReader(frame), ref timeUs);
        }
        catch (JsonException)
        {
            return Glance.Broken;
        }
        catch (InvalidOperationException)
        {
            // A name or a value that is no Unicode text.
            return Glance.Broken;
        }
    }

    Glance Look(Utf8JsonReader json, ref long timeUs)
    {
        var (kind, commit, hasDid, known) = (Kind.Other, new Commit(), false, false);
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject) return Glance.Broken;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("did"u8)) (hasDid, known) = ReadDid(ref json);
            else if (json.ValueTextEquals("time_us"u8)) timeUs = ReadTime(ref json);
            else if (json.ValueTextEquals("kind"u8)) kind = ReadKind(ref json);
            else if (json.ValueTextEquals("commit"u8)) ReadCommit(ref json, ref commit);
            else Leave(ref json);
        }
        // Throws where anything follows the object.
        json.Read();
        return (kind, timeUs > 0, hasDid) switch
        {
            (Kind.Other, _, _) => Glance.Unknown,
            (_, false, _) => Glance.NoTime,
            (_, _, false) => Glance.NoAuthor,
            (Kind.About, _, _) => known ? Glance.Concerns : Glance.Passes,
            _ => commit.Concerns(known) ? Glance.Concerns : Glance.Passes,
        };
    }

    bool ReadRecord(ref Utf8JsonReader json)
    {
        if (!Enter(ref json)) return false;
        var tagged = false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("text"u8)) tagged |= ReadText(ref json) && MayHoldSign(ref json) && MayBeIn(ref json);
            else if (json.ValueTextEquals("tags"u8)) tagged |= ReadTags(ref json);
            else if (json.ValueTextEquals("facets"u8)) tagged |= ReadFacets(ref json);
            else Leave(ref json);
        }
        return tagged;
    }

    bool ReadTags(ref Utf8JsonReader json)
    {
        if (!EnterArray(ref json)) return false;
        var (tagged, depth) = (false, json.CurrentDepth);
        while (json.Read() && json.CurrentDepth > depth)
            if (json.TokenType == JsonTokenType.String) tagged |= MayBe(ref json);
        return tagged;
    }

    /// <summary>Any <c>tag</c> in them, wherever it stands: which facets are valid is for the parser to say.</summary>
    bool ReadFacets(ref Utf8JsonReader json)
    {
        if (!EnterArray(ref json)) return false;
        var (tagged, depth) = (false, json.CurrentDepth);
        while (json.Read() && json.CurrentDepth > depth)
            if (json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals("tag"u8)) tagged |= ReadText(ref json) && MayBe(ref json);
        return tagged;
    }

    /// <summary># may also be written as an escape, and ＃ is three bytes.</summary>
    static bool MayHoldSign(ref Utf8JsonReader json) =>
        json.ValueIsEscaped || json.ValueSpan.Contains((byte)'#') || json.ValueSpan.IndexOf("＃"u8) >= 0;

    bool MayBeIn(ref Utf8JsonReader json) => !TryCopy(ref json, out var text) || tags.MayBeIn(text);

    bool MayBe(ref Utf8JsonReader json) => !TryCopy(ref json, out var tag) || tags.MayBe(tag);

    bool TryCopy(ref Utf8JsonReader json, out ReadOnlySpan<char> text)
    {
        text = default;
        if (json.ValueSpan.Length > _chars.Length) _chars = new char[json.ValueSpan.Length];
        try
        {
            text = _chars.AsSpan(0, json.CopyString(_chars));
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    struct Commit
    {
        public Operation Operation;
        public bool OfPosts, Tagged;

        public readonly bool Concerns(bool known) => OfPosts && Operation switch
        {
            Operation.Create => Tagged,
            // An edit may take the hashtag out of a post that is on show.
            Operation.Update => Tagged || known,
            Operation.Delete => known,
            _ => false,
        };
    }
}
