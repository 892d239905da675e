using System.Text.Json;
using System.Text.RegularExpressions;
using Backchannel.Contracts;
using Backchannel.Text;

namespace Backchannel.Ingest.Sources.Bluesky;

/// <summary>What an author's own repository holds of a post (<c>app.bsky.feed.post</c>): all but who the author is.</summary>
/// <param name="Hashtags">All that it may match by: facets', hidden ones (<c>tags</c>), and the text's own, which some bots do not mark.</param>
/// <param name="CreatedAt">What the author's device claims; null where it claims nothing legible.</param>
/// <param name="ReplyTo">In the form of <see cref="Post.Id"/>.</param>
/// <param name="Labels">What the author says of it.</param>
/// <param name="Flaws">What had to be mended.</param>
sealed partial record PostRecord(
    string Text, IReadOnlyList<TextSpan> Spans, IReadOnlyList<string> Hashtags, Embed Embed, DateTimeOffset? CreatedAt,
    string? Language, string? ReplyTo, SelfLabels Labels, IReadOnlyList<Flaw> Flaws)
{
    public static PostRecord Parse(string did, JsonElement record)
    {
        var whole = record.Text("text") ?? "";
        var text = CleanText.Of(whole);
        var facets = Facets.Parse(record, text);
        var written = TextScanner.Hashtags(whole);
        return new(
            text.Clean, facets.Spans.WithHashtagsOf(text.Clean), Hashtags: [.. TagsOf(record, facets, written)],
            Embed.Parse(did, record.Child("embed")), record.Moment("createdAt"), Language: LanguageOf(record), ReplyTo: ParentOf(record),
            SelfLabels.Parse(record), Flaws: [.. FlawsOf(record, whole, facets)]);
    }

    static IEnumerable<string> TagsOf(JsonElement record, Facets facets, IReadOnlyList<TextEntity> written) =>
        facets.Tags.Concat(record.Items("tags").Select(tag => tag.AsText()).OfType<string>()).Concat(written.Select(hashtag => hashtag.Value))
            .Select(tag => tag.Trim()).Distinct();

    static IEnumerable<Flaw> FlawsOf(JsonElement record, string whole, Facets facets)
    {
        if (record.Text("text") is null) yield return Flaw.NoText;
        if (whole.Length > Post.MaxTextLength) yield return Flaw.LongText;
        if (facets.Skipped > 0) yield return Flaw.Marks;
    }

    static string? LanguageOf(JsonElement record) =>
        record.Items("langs").Select(language => language.AsText()).FirstOrDefault() is { } first && LanguageTag().IsMatch(first) ? first : null;

    static string? ParentOf(JsonElement record) =>
        record.Child("reply").Child("parent").Text("uri") is { Length: <= 1_024 } uri && uri.StartsWith("at://", StringComparison.Ordinal) ? "bluesky:" + uri : null;

    [GeneratedRegex("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$", RegexOptions.CultureInvariant)]
    private static partial Regex LanguageTag();
}
